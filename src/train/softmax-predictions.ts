import type { Matrix } from "ml-matrix";
import { logPredictions } from "./log-predictions";

/**
 * What the skip-gram model predicts: row w is p(c | w) = exp(v_w·u_c) / Σ_c' exp(v_w·u_c') over all context words c.
 * (Mikolov et al. 2013, "Distributed Representations of Words and Phrases", equation 2.)
 *
 * @param words V×d, rows v_w
 * @param contexts V×d, rows u_c (the same matrix again if the model is tied)
 * @returns V×V, each row sums to 1
 * @throws RangeError if the dimensions differ
 * @example
 * ```ts
 * const words = new Matrix([[0, 0], [1, 0]]);
 * const contexts = new Matrix([[Math.log(3), 0], [0, 5]]);
 * softmaxPredictions(words, contexts).to2DArray(); // → [[0.5, 0.5], [0.750, 0.250]]
 * ```
 */
export function softmaxPredictions(words: Matrix, contexts: Matrix): Matrix {
  return logPredictions(words, contexts).exp();
}

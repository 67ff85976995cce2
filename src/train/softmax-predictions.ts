import type { Matrix } from "ml-matrix";

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
  if (words.columns !== contexts.columns) {
    throw new RangeError(
      `Cannot multiply word vectors of dimension ${words.columns} with context vectors of dimension ${contexts.columns}: ` +
        "both need the same dimension",
    );
  }
  const predictions = words.mmul(contexts.transpose());
  for (let w = 0; w < predictions.rows; w++) {
    const logits = predictions.getRow(w);
    const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
    const weights = logits.map((logit) => Math.exp(logit - largest));
    const sum = weights.reduce((a, b) => a + b, 0);
    predictions.setRow(
      w,
      weights.map((weight) => weight / sum),
    );
  }
  return predictions;
}

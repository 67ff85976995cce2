import { Matrix, solve } from "ml-matrix";
import { softmaxPredictions } from "./softmax-predictions";

/**
 * How far the fit to a long text will be from the truth: the root mean square error of the {@link centredLogits} of
 * {@link fitSoftmax}, if the text has N pairs and was made by a model with these vectors. No text is needed for it.
 *
 * The error of a maximum of the likelihood has the covariance I⁻¹/N, I the Fisher information of one pair (Cramér 1946,
 * section 33.3; for a text in which each word depends on the one before: Billingsley 1961). I is 0 in the d² + d
 * directions that the loss cannot see. They do not move the centred logits either, and are taken out. The formula holds
 * for long texts; a short one does worse.
 *
 * @param words V×d, the true word vectors
 * @param contexts V×d, the true context vectors
 * @param frequencies the share of each word among the first words of the pairs
 * @param pairs N
 * @example
 * ```ts
 * const language = plantedLanguage({ words: 20, spread: [1] }, randomStream(seedStreams(7), "init"));
 * const { words, contexts, frequencies } = language;
 * const error = (pairs) => expectedLogitError(words, contexts, frequencies, pairs);
 * error(10_000); // → 0.213
 * error(10_000) / error(40_000); // → 2.000000
 * ```
 */
export function expectedLogitError(
  words: Matrix,
  contexts: Matrix,
  frequencies: ArrayLike<number>,
  pairs: number,
): number {
  const size = words.rows;
  const perPair = information(words, contexts, frequencies, softmaxPredictions(words, contexts));
  const unseen = unseenDirections(words, contexts);
  // Adding something in the unseen directions alone makes the matrix invertible, and changes nothing elsewhere.
  const invertible = perPair.add(unseen.mmul(unseen.transpose()));
  // If all contexts are equally likely, the information is, but for a factor, how the parameters move the centred logits.
  const uniform = Matrix.ones(size, size).div(size);
  const movement = information(words, contexts, new Float64Array(size).fill(size), uniform);
  return Math.sqrt(solve(invertible, movement).trace() / pairs) / size;
}

/**
 * The Fisher information of one pair, 2Vd × 2Vd: Σ_w π_w J_wᵀ (diag p_w − p_w p_wᵀ) J_w, where J_w are the derivatives of
 * the logits of word w with respect to all words and then all contexts.
 */
function information(
  words: Matrix,
  contexts: Matrix,
  frequencies: ArrayLike<number>,
  predictions: Matrix,
): Matrix {
  const { rows: size, columns: d } = words;
  const result = Matrix.zeros(2 * size * d, 2 * size * d);
  const add = (row: number, column: number, block: Matrix) => {
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++)
        result.set(row * d + i, column * d + j, result.get(row * d + i, column * d + j) + block.get(i, j));
  };
  for (let w = 0; w < size; w++) {
    const p = predictions.getRow(w);
    const share = frequencies[w]!;
    const word = words.getRowVector(w);
    const square = word.transpose().mmul(word);
    const meanContext = Matrix.rowVector(p).mmul(contexts);
    const fromMean = contexts.clone().subRowVector(meanContext.getRow(0));
    add(w, w, fromMean.transpose().mmul(fromMean.clone().mulColumnVector(p)).mul(share));
    for (let c = 0; c < size; c++) {
      const mixed = fromMean
        .getRowVector(c)
        .transpose()
        .mmul(word)
        .mul(share * p[c]!);
      add(w, size + c, mixed);
      add(size + c, w, mixed.transpose());
      for (let other = 0; other < size; other++)
        add(size + c, size + other, Matrix.mul(square, share * p[c]! * ((c === other ? 1 : 0) - p[other]!)));
    }
  }
  return result;
}

/** A basis of the directions that leave every prediction as it is, as columns: W → WX, C → −CXᵀ, and shifts of all contexts. */
function unseenDirections(words: Matrix, contexts: Matrix): Matrix {
  const { rows: size, columns: d } = words;
  const result = Matrix.zeros(2 * size * d, d * d + d);
  for (let w = 0; w < size; w++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        result.set(w * d + j, i * d + j, words.get(w, i));
        result.set((size + w) * d + i, i * d + j, -contexts.get(w, j));
      }
      result.set((size + w) * d + i, d * d + i, 1);
    }
  }
  return result;
}

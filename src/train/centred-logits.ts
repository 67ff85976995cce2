import { Matrix } from "ml-matrix";

/**
 * All that a softmax model with two matrices says, and nothing else: the products v_w·u_c, with each row's mean taken out
 * (V×V). Turning, counter-stretching and shifting the vectors leaves it as it is, and with it the predictions; if it
 * changes, they change. So two models are the same if and only if these matrices are.
 *
 * @throws RangeError if the dimensions differ
 * @example
 * ```ts
 * const words = new Matrix([[1, 0], [0, 2]]);
 * const contexts = new Matrix([[1, 1], [3, 1]]);
 * centredLogits(words, contexts).to2DArray(); // → [[-1, 1], [0, 0]]
 * ```
 */
export function centredLogits(words: Matrix, contexts: Matrix): Matrix {
  if (words.columns !== contexts.columns) {
    throw new RangeError(
      `Cannot multiply word vectors of dimension ${words.columns} with context vectors of dimension ${contexts.columns}: ` +
        "both need the same dimension",
    );
  }
  return words.mmul(Matrix.sub(contexts, 0).center("column").transpose());
}

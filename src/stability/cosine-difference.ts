import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import type { Flat } from "../matrix/flat";
import { sumOfSquares } from "../matrix/sum-of-squares";
import { timesTransposed } from "../matrix/times-transposed";
import { transposed } from "../matrix/transposed";
import { unitRows } from "../matrix/unit-rows";

/**
 * The mean, over all pairs of words, of the squared difference between their cosine in one run and in the other, from 0 to 4.
 * A rotation does not change it, and the dimensions of the runs may differ. It is the squared {@link pipLoss} of the runs
 * with rows of length 1, divided by V(V−1).
 *
 * Half of it, averaged over pairs of runs, is the variance of a cosine between runs: {@link varianceComponentsOfPairs}
 * splits it into the parts of the seed and of the text.
 *
 * @throws RangeError if the runs have different numbers of words or fewer than two, a number is not finite, or a word has a
 *   zero vector
 * @example
 * ```ts
 * const first = new Matrix([[1, 0], [0, 2], [3, 0]]);
 * const second = new Matrix([[1, 0], [0, 2], [0, 3]]);
 * cosineDifference(first, second); // → 0.666667
 * cosineDifference(first, Matrix.mul(first, -3)); // → 0.000000
 * ```
 */
export function cosineDifference(first: Matrix, second: Matrix): number {
  requireSameWords(first, second, "compare");
  const words = first.rows;
  if (words < 2) {
    throw new RangeError(
      `Cannot compare the cosines between words of ${words} word: at least two words are needed`,
    );
  }
  const [x, y] = [first, second].map((run) => transposed(unitRows(run, "compare cosines"))) as [Flat, Flat];
  const squares = (a: Flat, b: Flat) => sumOfSquares(timesTransposed(a, b).values);
  return Math.max(0, squares(x, x) + squares(y, y) - 2 * squares(x, y)) / (words * (words - 1));
}

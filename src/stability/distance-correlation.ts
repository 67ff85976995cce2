import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import type { Flat } from "../matrix/flat";
import { sumOfSquares } from "../matrix/sum-of-squares";
import { timesTransposed } from "../matrix/times-transposed";
import { transposed } from "../matrix/transposed";
import { unitRows } from "../matrix/unit-rows";

/**
 * Pearson's correlation, over all pairs of words, of their cosine distance in one run with that in the other; from −1 to 1.
 * A rotation does not change it, and the dimensions of the runs may differ. (Representational similarity analysis;
 * Kriegeskorte, Mur & Bandettini 2008.)
 *
 * It is exact, and never makes the table of all distances: with X and Y the runs whose rows have length 1, the sum of all
 * cosines is ‖Σ x_i‖², that of their squares ‖XᵀX‖²_F, and that of the products ‖XᵀY‖²_F.
 *
 * By chance it is 0: over all ways to shuffle the words of one run, its mean is 0 exactly (Mantel 1967). How far single
 * shuffles lie from it, {@link permutationFloor} tells.
 *
 * @returns NaN if all words of a run are equally far from each other, within 1e-5 of their distances
 * @throws RangeError if the runs have different numbers of words or fewer than three, a number is not finite, or a word
 *   has a zero vector
 * @example
 * ```ts
 * const run = new Matrix([[1, 0], [0, 1], [1, 1], [-1, 2]]);
 * distanceCorrelation(run, Matrix.mul(run, -3)); // → 1.000000000
 * distanceCorrelation(run, new Matrix([[1], [-1], [1], [1]])); // → -0.366
 * ```
 */
export function distanceCorrelation(first: Matrix, second: Matrix): number {
  requireSameWords(first, second, "compare");
  const words = first.rows;
  if (words < 3) {
    throw new RangeError(
      `Cannot correlate the distances between ${words} words: at least three words are needed`,
    );
  }
  const [x, y] = [first, second].map((run) => transposed(unitRows(run, "correlate distances"))) as [
    Flat,
    Flat,
  ];
  const pairs = (words * (words - 1)) / 2;
  /** The mean over pairs i < j, from the sum over all i and j; a word with itself has cosine 1. */
  const overPairs = (sum: number) => (sum - words) / 2 / pairs;
  const meanOf = (run: Flat) => overPairs(sumOfSquares(rowSums(run)));
  const meanProduct = (a: Flat, b: Flat) => overPairs(sumOfSquares(timesTransposed(a, b).values));
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const [squaresX, squaresY] = [meanProduct(x, x), meanProduct(y, y)];
  const [varianceX, varianceY] = [squaresX - meanX ** 2, squaresY - meanY ** 2];
  // Below, the variance is mostly rounding.
  if (varianceX <= 1e-10 * squaresX || varianceY <= 1e-10 * squaresY) return Number.NaN;
  return (meanProduct(x, y) - meanX * meanY) / Math.sqrt(varianceX * varianceY);
}

function rowSums({ rows, columns, values }: Flat): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) =>
    values.subarray(i * columns, (i + 1) * columns).reduce((sum, value) => sum + value, 0),
  );
}

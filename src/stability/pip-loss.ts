import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import type { Flat } from "../matrix/flat";
import { flatColumns } from "../matrix/flat-columns";
import { sumOfSquares } from "../matrix/sum-of-squares";
import { timesTransposed } from "../matrix/times-transposed";

/**
 * The pairwise inner product loss ‖XXᵀ − YYᵀ‖_F (Yin & Shen 2018): how much the scalar products of all pairs of words
 * differ, in squared units of the vectors. A rotation of a run does not change it.
 *
 * The dimensions may differ, but its size grows with the number of words and the length of the vectors, which change with
 * the dimension: do not compare values of different dimensions. It is computed as
 * √(‖XᵀX‖² + ‖YᵀY‖² − 2‖XᵀY‖²), without the V×V tables; so less than about 1e-7·‖XXᵀ‖_F is rounding.
 *
 * By chance: {@link permutationFloor}.
 *
 * @throws RangeError if the runs have different numbers of words, or a number is not finite
 * @example
 * ```ts
 * pipLoss(new Matrix([[1, 0], [0, 2]]), new Matrix([[0, 1], [2, 0]])); // → 0.000000
 * pipLoss(new Matrix([[1, 0], [0, 2]]), new Matrix([[1], [1]])); // → 3.317
 * ```
 */
export function pipLoss(first: Matrix, second: Matrix): number {
  requireSameWords(first, second, "compare");
  const [x, y] = [flatColumns(first), flatColumns(second)];
  const squares = (a: Flat, b: Flat) => sumOfSquares(timesTransposed(a, b).values);
  return Math.sqrt(Math.max(0, squares(x, x) + squares(y, y) - 2 * squares(x, y)));
}

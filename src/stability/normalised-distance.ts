import type { Matrix } from "ml-matrix";
import { norm } from "../matrix/norm";
import { frobeniusDistance } from "./frobenius-distance";

/**
 * ‖first − second‖_F / √(‖first‖²_F + ‖second‖²_F): 0 for equal matrices, 1 for matrices with no overlap at all
 * (every difference adds up like perpendicular vectors), at most √2 (first = −second). It does not change if both
 * matrices are scaled, and does not grow with the number of words.
 *
 * By chance it is 1 on average, unless the vectors of both runs share a direction.
 *
 * @throws RangeError if the shapes differ, a number is not finite, or both matrices are zero
 * @example
 * ```ts
 * normalisedDistance(new Matrix([[1, 0]]), new Matrix([[0, 1]])); // → 1
 * normalisedDistance(new Matrix([[2, 1]]), new Matrix([[2, 1]])); // → 0
 * ```
 */
export function normalisedDistance(first: Matrix, second: Matrix): number {
  const size = Math.hypot(norm(first), norm(second));
  if (size === 0)
    throw new RangeError("Cannot normalise the distance of two zero matrices: there is nothing to compare");
  return frobeniusDistance(first, second) / size;
}

import { Matrix } from "ml-matrix";
import { requireSameShape } from "../align/same-shape";

/**
 * ‖first − second‖_F, the root of the sum of all squared differences, in the units of the vectors.
 *
 * @throws RangeError if the shapes differ or a number is not finite
 * @example
 * ```ts
 * frobeniusDistance(new Matrix([[0, 0]]), new Matrix([[3, 4]])); // → 5
 * ```
 */
export function frobeniusDistance(first: Matrix, second: Matrix): number {
  requireSameShape(first, second, "compare");
  return Matrix.sub(first, second).norm("frobenius");
}

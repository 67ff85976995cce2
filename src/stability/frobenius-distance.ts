import type { Matrix } from "ml-matrix";
import { requireSameShape } from "../align/same-shape";
import { distance } from "../matrix/distance";

/**
 * ‖first − second‖_F, the root of the sum of all squared differences, in the units of the vectors.
 *
 * By chance, for unrelated runs that share no direction, it is √(‖first‖²_F + ‖second‖²_F) on average:
 * {@link normalisedDistance} divides by that.
 *
 * @throws RangeError if the shapes differ or a number is not finite
 * @example
 * ```ts
 * frobeniusDistance(new Matrix([[0, 0]]), new Matrix([[3, 4]])); // → 5
 * ```
 */
export function frobeniusDistance(first: Matrix, second: Matrix): number {
  requireSameShape(first, second, "compare");
  return distance(first, second);
}

import type { Matrix } from "ml-matrix";
import { procrustes } from "../align";
import { normalisedDistance } from "./normalised-distance";

/**
 * {@link normalisedDistance} after the best turn: min over all rotations Q of ‖first·Q − second‖_F, divided by
 * √(‖first‖²_F + ‖second‖²_F). 0 for runs that differ by a rotation, at most 1; it does not depend on which run is turned.
 *
 * By chance it is below 1, because the turn is fitted. For unrelated Gaussian runs whose numbers are equally large it is
 * √(1 − g), with g the {@link gaussianFloor}; for these runs with their words shuffled, {@link permutationFloor}.
 *
 * @throws RangeError if the shapes differ, a number is not finite, or both runs are zero
 * @example
 * ```ts
 * const run = new Matrix([[2, 0], [0, 1]]);
 * normalisedResidual(run, new Matrix([[0, 2], [1, 0]])); // → 0.000000000
 * normalisedResidual(run, new Matrix([[2, 0], [0, 4]])); // → 0.6
 * ```
 */
export function normalisedResidual(first: Matrix, second: Matrix): number {
  return normalisedDistance(procrustes(first, second).aligned, second);
}

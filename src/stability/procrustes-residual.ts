import type { Matrix } from "ml-matrix";
import { procrustes } from "../align";

/**
 * min over all rotations Q of ‖first·Q − second‖_F, in the units of the vectors (Schönemann 1966). It grows with the
 * number of words and the length of their vectors: {@link normalisedResidual} does not.
 *
 * By chance: {@link permutationFloor}.
 *
 * @throws RangeError if the shapes differ or a number is not finite
 * @example
 * ```ts
 * const run = new Matrix([[2, 0], [0, 1]]);
 * procrustesResidual(run, new Matrix([[0, 2], [1, 0]])); // → 0.000000000
 * procrustesResidual(run, new Matrix([[2, 0], [0, 4]])); // → 3.000000000
 * ```
 */
export function procrustesResidual(first: Matrix, second: Matrix): number {
  return procrustes(first, second).residual;
}

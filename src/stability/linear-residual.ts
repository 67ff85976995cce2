import type { Matrix } from "ml-matrix";
import { linearMap } from "../align";
import { norm } from "../matrix/norm";

/**
 * What the best linear map leaves: min over all matrices A of ‖first·A − second‖_F, divided by √(‖first‖²_F + ‖second‖²_F).
 * 0 for runs that differ by a stretch, never above {@link normalisedResidual}. It depends on which run is mapped.
 *
 * By chance it is below 1, because the map is fitted: {@link permutationFloor} tells.
 *
 * @throws RangeError if the shapes differ, a number is not finite, or both runs are zero
 * @example
 * ```ts
 * const run = new Matrix([[2, 0], [0, 1], [1, 1]]);
 * linearResidual(run, run.mmul(new Matrix([[3, 1], [0, 1]]))); // → 0.000000000
 * ```
 */
export function linearResidual(first: Matrix, second: Matrix): number {
  const size = Math.hypot(norm(first), norm(second));
  if (size === 0)
    throw new RangeError("Cannot compare two zero matrices after a linear map: there is nothing to map");
  return linearMap(first, second).residual / size;
}

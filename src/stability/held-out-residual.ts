import type { Matrix } from "ml-matrix";
import { heldOutAlignment } from "../align";
import type { Random } from "../random";
import { normalisedDistance } from "./normalised-distance";

/**
 * {@link normalisedDistance} after the best turn, where the turn of each word was fitted on other words
 * ({@link heldOutAlignment}). 0 for runs that differ by a rotation.
 *
 * By chance it is 1 on average, unless all words share a direction; then {@link permutationFloor} tells.
 *
 * @throws RangeError if the shapes differ, a number is not finite, or half of the words are fewer than the dimensions
 * @example
 * ```ts
 * const random = gaussian(randomStream(seedStreams(3), "init"));
 * const run = Matrix.from1DArray(50, 4, Array.from({ length: 200 }, random));
 * const turned = run.mmul(randomOrthogonal(4, randomStream(seedStreams(4), "init")));
 * heldOutResidual(run, turned, randomStream(seedStreams(5), "bootstrap")); // → 0.000000000
 * ```
 */
export function heldOutResidual(first: Matrix, second: Matrix, random: Random): number {
  return normalisedDistance(heldOutAlignment(first, second, random), second);
}

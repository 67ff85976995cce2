import { requireNeighbours } from "../embedding/require-neighbours";
import { gaussian, type Random } from "../random";
import { largestOf } from "./largest-of";

/**
 * The overlap of the k nearest neighbours that two runs would have if they differed by noise alone: noise is added to the
 * mean cosines twice, independent and Gaussian, and the lists of the k largest are compared. One draw; average over words.
 *
 * @param means cosines of one word with all others, as {@link cosineNoise} gives them
 * @param noise standard deviation
 * @returns the share of the k that both lists have, from 0 to 1
 * @throws RangeError unless 1 ≤ k < V
 * @example
 * ```ts
 * const random = randomStream(seedStreams(1), "bootstrap");
 * overlapUnderNoise([0.9, 0.8, 0.2, 0.1], 0, 2, random); // → 1
 * overlapUnderNoise([0.9, 0.8, 0.2, 0.1], 0.001, 2, random); // → 1
 * ```
 */
export function overlapUnderNoise(
  means: ArrayLike<number>,
  noise: number,
  k: number,
  random: Random,
): number {
  requireNeighbours(k, means.length);
  const normal = gaussian(random);
  const list = () =>
    largestOf(
      Float64Array.from(means, (value) => value + noise * normal()),
      k,
    );
  const first = new Set(list());
  return list().filter((place) => first.has(place)).length / k;
}

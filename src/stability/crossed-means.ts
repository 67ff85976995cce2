import { crossedIntervals, type MeansOfPairs } from "./crossed-intervals";
import { type CrossedPair, crossedTable } from "./crossed-pairs";
import type { Interval } from "./interval";

/**
 * The mean of a score over pairs of runs that differ in the seed, in the sample of text, or in both, in a crossed design
 * (every seed trained on every sample), with 95 % intervals as {@link varianceComponents} has them.
 *
 * @param pairs every pair of runs once, in any order
 * @throws RangeError with fewer than three seeds or samples, or if a pair is missing, there twice, or not finite
 * @example
 * ```ts
 * const runs = [0, 1, 2].flatMap((seed) => [0, 1, 2].map((sample) => ({ seed, sample, value: seed + 10 * sample })));
 * const pairs = pairsOfRuns(runs, (a, b) => ({
 *   firstSeed: a.seed, firstSample: a.sample, secondSeed: b.seed, secondSample: b.sample,
 *   value: Math.abs(a.value - b.value),
 * })).map((pair) => pair.value);
 * const { otherSeed, otherSample } = crossedMeans(pairs);
 * [otherSeed.mean, otherSample.mean]; // → [1.333, 13.333]
 * ```
 */
export function crossedMeans(
  pairs: readonly CrossedPair[],
): Readonly<Record<Exclude<keyof MeansOfPairs, "itself">, Interval>> {
  const { table, seeds, samples } = crossedTable(pairs, "average the pairs");
  return crossedIntervals(table, seeds, samples, ({ itself: _, ...means }) => means);
}

import { crossedIntervals } from "./crossed-intervals";
import { type CrossedPair, crossedTable } from "./crossed-pairs";
import { componentsOf, type VarianceComponents } from "./variance-components";

/**
 * What {@link varianceComponents} gives, from the differences between runs instead of the runs: it is enough to know how
 * far any two runs lie apart.
 *
 * @param pairs every pair of runs once, in any order; the value is the mean of the squared differences of what was measured
 *   in the two runs, for example {@link cosineDifference}
 * @throws RangeError with fewer than three seeds or samples, or if a pair is missing, there twice, not finite or below 0
 * @example
 * ```ts
 * const runs = [0, 1, 2].flatMap((seed) => [0, 1, 2].map((sample) => ({ seed, sample, value: seed + 10 * sample })));
 * const pairs = pairsOfRuns(runs, (a, b) => ({
 *   firstSeed: a.seed, firstSample: a.sample, secondSeed: b.seed, secondSample: b.sample,
 *   value: (a.value - b.value) ** 2,
 * })).map((pair) => pair.value);
 * const { seed, sample, interaction } = varianceComponentsOfPairs(pairs);
 * [seed.mean, sample.mean, interaction.mean]; // → [1.000, 100.000, 0.000]
 * ```
 */
export function varianceComponentsOfPairs(pairs: readonly CrossedPair[]): VarianceComponents {
  const negative = pairs.find(({ value }) => value < 0);
  if (negative !== undefined) {
    throw new RangeError(
      `Cannot split the variance: a pair has the squared difference ${negative.value}, and it cannot be below 0`,
    );
  }
  const { table, seeds, samples } = crossedTable(pairs, "split the variance");
  return crossedIntervals(table, seeds, samples, componentsOf);
}

import { crossedComponents, requireEnough, type VarianceComponents } from "./crossed-components";

/** By how much two runs of a crossed design differ. Seeds and samples are numbered from 0. */
export interface CrossedPair {
  readonly firstSeed: number;
  readonly firstSample: number;
  readonly secondSeed: number;
  readonly secondSample: number;
  /** The mean of the squared differences of what was measured in the two runs. */
  readonly squaredDifference: number;
}

/**
 * What {@link varianceComponents} gives, from the differences between runs instead of the runs: it is enough to know how
 * far any two runs lie apart.
 *
 * @param pairs every pair of runs once, in any order
 * @throws RangeError with fewer than three seeds or samples, or if a pair is missing, there twice, or not finite
 * @example
 * ```ts
 * const runs = [0, 1, 2].flatMap((seed) => [0, 1, 2].map((sample) => ({ seed, sample, value: seed + 10 * sample })));
 * const pairs = pairsOfRuns(runs, (a, b) => ({
 *   firstSeed: a.seed, firstSample: a.sample, secondSeed: b.seed, secondSample: b.sample,
 *   squaredDifference: (a.value - b.value) ** 2,
 * })).map((pair) => pair.value);
 * const { seed, sample, interaction } = varianceComponentsOfPairs(pairs);
 * [seed.mean, sample.mean, interaction.mean]; // → [1.000, 100.000, 0.000]
 * ```
 */
export function varianceComponentsOfPairs(pairs: readonly CrossedPair[]): VarianceComponents {
  const count = (of: (pair: CrossedPair) => [number, number]) => 1 + Math.max(-1, ...pairs.flatMap(of));
  const seeds = count(({ firstSeed, secondSeed }) => [firstSeed, secondSeed]);
  const samples = count(({ firstSample, secondSample }) => [firstSample, secondSample]);
  requireEnough(seeds, samples);
  const runs = seeds * samples;
  const differences = Array.from({ length: runs }, () => new Float64Array(runs).fill(Number.NaN));
  for (const pair of pairs) {
    const first = pair.firstSeed * samples + pair.firstSample;
    const second = pair.secondSeed * samples + pair.secondSample;
    const name = `seed ${pair.firstSeed} on sample ${pair.firstSample} and seed ${pair.secondSeed} on sample ${pair.secondSample}`;
    if (!(pair.squaredDifference >= 0 && Number.isFinite(pair.squaredDifference)))
      throw new RangeError(`Cannot split the variance: ${name} differ by ${pair.squaredDifference}`);
    if (!Number.isNaN(differences[first]![second]!))
      throw new RangeError(`Cannot split the variance: the pair of ${name} is there twice`);
    differences[first]![second] = pair.squaredDifference / 2;
    differences[second]![first] = pair.squaredDifference / 2;
  }
  if (pairs.length !== (runs * (runs - 1)) / 2) {
    throw new RangeError(
      `Cannot split the variance of ${seeds} seeds × ${samples} samples from ${pairs.length} pairs: ` +
        `each of the ${(runs * (runs - 1)) / 2} pairs of runs is needed once`,
    );
  }
  return crossedComponents(differences, seeds, samples);
}

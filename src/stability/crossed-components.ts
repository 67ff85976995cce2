import { type Interval, studentInterval } from "./interval";
import { mean } from "./mean";

/** How much of what was measured changes with the seed, and how much with the sample of text; in its units, squared. */
export interface VarianceComponents {
  /** σ²_seed: what a seed does in the same way to every sample. */
  readonly seed: Interval;
  /** σ²_sample: what a sample does in the same way with every seed. 0 if the text did not matter. */
  readonly sample: Interval;
  /** σ²_interaction: what a seed does in a way of its own to each sample. */
  readonly interaction: Interval;
  /** σ²_seed + σ²_interaction: the variance between runs with other seeds on the same sample. */
  readonly withinSample: Interval;
  /** The sum of all three: the variance between runs that differ in seed and sample. */
  readonly total: Interval;
  /** withinSample / total: the share of the variance that stays if all train on the same sample. */
  readonly seedShare: Interval;
}

type Components = Readonly<Record<keyof VarianceComponents, number>>;

/**
 * The components, with intervals, from half the mean squared differences of all runs: run i·samples + j has seed i and
 * sample j. The formulas stand at {@link varianceComponents}.
 */
export function crossedComponents(
  differences: readonly ArrayLike<number>[],
  seeds: number,
  samples: number,
): VarianceComponents {
  const allSeeds = Array.from({ length: seeds }, (_, i) => i);
  const allSamples = Array.from({ length: samples }, (_, j) => j);
  const estimate = (i: readonly number[], j: readonly number[]) => componentsOf(differences, i, j, samples);
  const all = estimate(allSeeds, allSamples);
  const withoutSeed = allSeeds.map((out) =>
    estimate(
      allSeeds.filter((i) => i !== out),
      allSamples,
    ),
  );
  const withoutSample = allSamples.map((out) =>
    estimate(
      allSeeds,
      allSamples.filter((j) => j !== out),
    ),
  );
  const interval = (of: keyof VarianceComponents) =>
    twoWayInterval(
      all[of],
      withoutSeed.map((one) => one[of]),
      withoutSample.map((one) => one[of]),
    );
  return {
    seed: interval("seed"),
    sample: interval("sample"),
    interaction: interval("interaction"),
    withinSample: interval("withinSample"),
    total: interval("total"),
    seedShare: interval("seedShare"),
  };
}

/** Throws unless there are enough seeds and samples to leave one out. */
export function requireEnough(seeds: number, samples: number): void {
  if (seeds < 3 || samples < 3) {
    throw new RangeError(
      `Cannot split the variance of ${seeds} seeds × ${samples} samples: at least 3 of each are needed`,
    );
  }
}

/** The estimates from some seeds and samples; run i·width + j has seed i and sample j. */
function componentsOf(
  differences: readonly ArrayLike<number>[],
  seeds: readonly number[],
  samples: readonly number[],
  width: number,
): Components {
  const between = (differ: (sameSeed: boolean, sameSample: boolean) => boolean) => {
    const found: number[] = [];
    for (const i of seeds)
      for (const j of samples)
        for (const k of seeds)
          for (const l of samples)
            if (differ(i === k, j === l)) found.push(differences[i * width + j]![k * width + l]!);
    return mean(found);
  };
  const otherSeed = between((sameSeed, sameSample) => !sameSeed && sameSample);
  const otherSample = between((sameSeed, sameSample) => sameSeed && !sameSample);
  const total = between((sameSeed, sameSample) => !sameSeed && !sameSample);
  return {
    seed: total - otherSample,
    sample: total - otherSeed,
    interaction: otherSeed + otherSample - total,
    withinSample: otherSeed,
    total,
    seedShare: otherSeed / total,
  };
}

/** Leaving out one of n values, n times, shows how much the estimate hangs on each: its variance, by the jackknife. */
function twoWayInterval(
  estimate: number,
  withoutSeed: readonly number[],
  withoutSample: readonly number[],
): Interval {
  const parts = [withoutSeed, withoutSample].map((leftOut) => {
    const n = leftOut.length;
    const centre = mean(leftOut);
    return {
      variance: ((n - 1) / n) * leftOut.reduce((sum, value) => sum + (value - centre) ** 2, 0),
      freedom: n - 1,
    };
  });
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  if (variance === 0) return { mean: estimate, low: estimate, high: estimate };
  const freedom = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.freedom, 0);
  return studentInterval(estimate, Math.sqrt(variance), freedom);
}

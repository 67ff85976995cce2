import { type Interval, meanInterval } from "./interval";
import { mean } from "./mean";

/**
 * The power p of a law y = c·xᵖ: the slope of the straight line through log y against log x, fitted by least squares to
 * each run by itself; the mean over the runs with its 95 % interval. What happens to one run at different x is not
 * independent (a longer text contains the shorter one), but the runs are.
 *
 * @param x the same for all runs, above 0
 * @param runs one list of values for each run, above 0
 * @throws RangeError with fewer than two runs or two different x, if the lengths differ, or if a number is not above 0
 * @example
 * ```ts
 * logLogSlope([1, 10, 100], [[5, 0.5, 0.05], [7, 0.7, 0.07]]).mean; // → -1.000000
 * logLogSlope([1, 4], [[8, 4], [6, 3], [9, 4]]); // → { mean: -0.528, low: -0.650, high: -0.406 }
 * ```
 */
export function logLogSlope(x: readonly number[], runs: readonly (readonly number[])[]): Interval {
  const logs = x.map((value) => logarithm(value, "x"));
  const centre = mean(logs);
  const spread = logs.reduce((sum, log) => sum + (log - centre) ** 2, 0);
  if (!(spread > 0)) {
    throw new RangeError(`Cannot fit a slope at x = ${x.join(", ")}: at least two different x are needed`);
  }
  return meanInterval(
    runs.map((run, k) => {
      if (run.length !== x.length) {
        throw new RangeError(`Cannot fit a slope: run ${k} has ${run.length} values for ${x.length} x`);
      }
      return run.reduce((sum, y, i) => sum + (logs[i]! - centre) * logarithm(y, `run ${k}`), 0) / spread;
    }),
  );
}

function logarithm(value: number, of: string): number {
  if (!(value > 0 && Number.isFinite(value)))
    throw new RangeError(
      `Cannot fit a slope to logarithms: ${of} holds ${value}, and numbers above 0 are needed`,
    );
  return Math.log(value);
}

import type { ErrorBars } from "./plotly-json";

/**
 * Error bars from each mean down to the low and up to the high end of its interval.
 *
 * @throws RangeError if a mean lies outside its interval
 * @example
 * ```ts
 * errorBars([{ mean: 2, low: 1, high: 4 }]).array; // → [2]
 * errorBars([{ mean: 2, low: 1, high: 4 }]).arrayminus; // → [1]
 * ```
 */
export function errorBars(
  intervals: readonly { readonly mean: number; readonly low: number; readonly high: number }[],
): ErrorBars {
  const outside = intervals.find(({ mean, low, high }) => !(low <= mean && mean <= high));
  if (outside !== undefined)
    throw new RangeError(
      `Cannot draw an error bar: the mean ${outside.mean} lies outside its interval ${outside.low} to ${outside.high}`,
    );
  return {
    type: "data",
    symmetric: false,
    array: intervals.map(({ mean, high }) => high - mean),
    arrayminus: intervals.map(({ mean, low }) => mean - low),
    thickness: 1.5,
    width: 4,
  };
}

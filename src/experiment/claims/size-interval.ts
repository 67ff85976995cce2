import { type Interval, meanInterval } from "../../stability";

/** {@link meanInterval} of sizes, cut at 0, for no size is below it. */
export function sizeInterval(sizes: readonly number[]): Interval {
  const interval = meanInterval(sizes);
  return { ...interval, low: Math.max(0, interval.low) };
}

import { type Interval, intervalOfDifference, type VarianceComponents } from "../stability";
import type { CrossedLength } from "./cross-planted-texts";

/**
 * The power of N by which a part of the variance between runs changes, from the shortest texts to the longest: −1 for a part
 * that falls as 1/N. Its interval comes from those of the two parts, as if they were independent
 * ({@link intervalOfDifference}). An end is infinite if the data do not tell the part of the longest texts from 0.
 *
 * @param lengths rising; the first and the last are compared
 * @throws RangeError if the estimate of one of the two parts is not above 0
 * @example
 * ```ts
 * const at = (length, mean) => ({ length, components: { sample: { mean, low: mean / 2, high: mean * 2 } } });
 * powerBetween([at(100, 4), at(10_000, 0.04)], "sample"); // → { mean: -1.000, low: -1.213, high: -0.787 }
 * const nothing = { length: 10_000, components: { sample: { mean: 0.04, low: -0.01, high: 0.08 } } };
 * powerBetween([at(100, 4), nothing], "sample").low; // → -Infinity
 * ```
 */
export function powerBetween(lengths: readonly CrossedLength[], part: keyof VarianceComponents): Interval {
  const [first, last] = [lengths[0]!, lengths.at(-1)!];
  for (const { length, components } of [first, last]) {
    if (components[part].mean > 0) continue;
    throw new RangeError(
      `Cannot say by which power of N a part of the variance changes: at ${length} it is ${components[part].mean}, ` +
        "and a number above 0 is needed",
    );
  }
  const ratio = Math.log(last.length / first.length);
  const { mean, low, high } = intervalOfDifference(
    logarithms(first.components[part]),
    logarithms(last.components[part]),
  );
  return { mean: mean / ratio, low: low / ratio, high: high / ratio };
}

/** The lower end of a variance can lie below 0, where there is no logarithm. */
function logarithms({ mean, low, high }: Interval): Interval {
  const log = (variance: number) => Math.log(Math.max(variance, 0));
  return { mean: log(mean), low: log(low), high: log(high) };
}

import type { Interval } from "../../stability";
import type { Verdict } from "../verdict-of";

/**
 * The verdict on a statement that says that something is nothing, by the 95 % interval of its size: it *holds* if all of the
 * interval is below the limit, *does not hold* if all of it is above, and *holds in part* otherwise.
 *
 * @param limit what is still nothing
 * @example
 * ```ts
 * nothingVerdict({ mean: 0.001, low: 0, high: 0.002 }, 0.01); // → "holds"
 * nothingVerdict({ mean: 0.02, low: 0, high: 0.04 }, 0.01); // → "holds in part"
 * nothingVerdict({ mean: 0.27, low: 0.25, high: 0.29 }, 0.01); // → "does not hold"
 * ```
 */
export function nothingVerdict({ low, high }: Interval, limit: number): Verdict {
  if (high < limit) return "holds";
  return low > limit ? "does not hold" : "holds in part";
}

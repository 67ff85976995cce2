import type { Interval } from "../../stability";
import type { Verdict } from "../verdict-of";

/** From here on two runs count as "almost the same". */
const ALMOST_ALL = 0.9;
const HALF = 0.5;

/**
 * The verdict on a statement that says that runs agree, by the 95 % interval of an agreement between 0 (chance) and 1 (the
 * same): it *holds* if all of the interval is 0.9 or more, *does not hold* if all of it is below 0.5, and *holds in part*
 * otherwise.
 *
 * @example
 * ```ts
 * agreementVerdict({ mean: 0.95, low: 0.94, high: 0.96 }); // → "holds"
 * agreementVerdict({ mean: 0.6, low: 0.5, high: 0.7 }); // → "holds in part"
 * agreementVerdict({ mean: 0.1, low: 0, high: 0.2 }); // → "does not hold"
 * ```
 */
export function agreementVerdict({ low, high }: Interval): Verdict {
  if (low >= ALMOST_ALL) return "holds";
  return high < HALF ? "does not hold" : "holds in part";
}

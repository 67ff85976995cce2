import type { Interval } from "../stability";
import { formatInterval } from "./format-interval";

/**
 * A share, from 0 to 1, with its 95 % interval. Estimates of shares can come out beyond these bounds, and the ends of their
 * intervals still more so. No share lies there, so it is cut off.
 *
 * @param digits behind the point; default 2
 * @throws RangeError if one of the three is not a number
 * @example
 * ```ts
 * formatShare({ mean: 0.99, low: 0.97, high: 1.01 }); // → "0.99 (0.97 to 1.00)"
 * formatShare({ mean: -0.02, low: -0.1, high: 0.06 }); // → "0.00 (0.00 to 0.06)"
 * ```
 */
export function formatShare({ mean, low, high }: Interval, digits = 2): string {
  const cut = (value: number) => Math.min(1, Math.max(0, value));
  return formatInterval({ mean: cut(mean), low: cut(low), high: cut(high) }, digits);
}

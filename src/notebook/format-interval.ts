import { formatFixed } from "../charts";
import type { Interval } from "../stability";

/**
 * An estimate with its 95 % interval, as it stands in tables and sentences. An end that is infinite, because the data do
 * not bound it, is written as such.
 *
 * @param digits behind the point; default 3
 * @throws RangeError if the estimate is not finite, or an end is not a number
 * @example
 * ```ts
 * formatInterval({ mean: 0.5, low: -0.25, high: 1.25 }, 2); // → "0.50 (−0.25 to 1.25)"
 * formatInterval({ mean: -1, low: -Infinity, high: -0.4 }, 1); // → "−1.0 (−∞ to −0.4)"
 * ```
 */
export function formatInterval({ mean, low, high }: Interval, digits = 3): string {
  return `${formatFixed(mean, digits)} (${end(low, digits)} to ${end(high, digits)})`;
}

function end(value: number, digits: number): string {
  if (value === Infinity) return "∞";
  return value === -Infinity ? "−∞" : formatFixed(value, digits);
}

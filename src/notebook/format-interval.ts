import { formatFixed } from "../charts";
import type { Interval } from "../stability";

/**
 * An estimate with its 95 % interval, as it stands in tables and sentences.
 *
 * @param digits behind the point; default 3
 * @example
 * ```ts
 * formatInterval({ mean: 0.5, low: -0.25, high: 1.25 }, 2); // → "0.50 (−0.25 to 1.25)"
 * ```
 */
export function formatInterval({ mean, low, high }: Interval, digits = 3): string {
  return `${formatFixed(mean, digits)} (${formatFixed(low, digits)} to ${formatFixed(high, digits)})`;
}

import { exponent, formatFixed } from "../charts";
import type { ClaimFigure } from "../experiment";
import type { Interval } from "../stability";

/**
 * A measured figure in words, with its interval, which decides how many digits there are.
 *
 * @example
 * ```ts
 * formatClaimFigure({ figure: "slope", interval: { mean: -0.5163, low: -0.5403, high: -0.4932 } }); // → "slope: −0.516 (−0.540 to −0.493)"
 * formatClaimFigure({ figure: "rest", interval: { mean: 5e-16, low: 3e-16, high: 7e-16 }, chance: 1 }); // → "rest: 5·10⁻¹⁶ (3·10⁻¹⁶ to 7·10⁻¹⁶), by chance 1"
 * ```
 */
export function formatClaimFigure({ figure, interval, chance }: ClaimFigure): string {
  const digits = digitsOf(interval);
  const write = (value: number) =>
    digits === undefined || value === 0 ? exponent(value) : formatFixed(value, digits);
  const { mean, low, high } = interval;
  const measured = `${figure}: ${write(mean)} (${write(low)} to ${write(high)})`;
  return chance === undefined ? measured : `${measured}, by chance ${write(chance)}`;
}

/** How many digits behind the point; undefined for numbers that are written as powers of ten. */
function digitsOf({ mean, low, high }: Interval): number | undefined {
  const size = Math.max(Math.abs(mean), Math.abs(low), Math.abs(high));
  if (size > 0 && size < 1e-4) return undefined;
  const width = high - low;
  if (width === 0) return 3;
  const least = width < 1 ? 2 : width < 10 ? 1 : 0;
  return Math.min(4, Math.max(least, Math.ceil(0.69 - Math.log10(width))));
}

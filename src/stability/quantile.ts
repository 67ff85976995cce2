/**
 * The value below which a share of the values lies, by linear interpolation between neighbours
 * (Hyndman & Fan 1996, definition 7: what R and numpy do by default).
 *
 * @throws RangeError for an empty list, or a share outside 0 to 1
 * @example
 * ```ts
 * quantile([4, 1, 2, 3], 0.5); // → 2.5
 * quantile([10, 20, 30], 0.25); // → 15
 * ```
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0)
    throw new RangeError("Cannot take a quantile of no values: at least one is needed");
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`Cannot take the ${share} quantile: a share from 0 to 1 is needed`);
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}

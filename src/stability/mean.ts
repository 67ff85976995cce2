/**
 * The arithmetic mean.
 *
 * @throws RangeError for an empty list
 * @example
 * ```ts
 * mean([1, 2, 6]); // → 3
 * ```
 */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError("Cannot take the mean of no values: at least one is needed");
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

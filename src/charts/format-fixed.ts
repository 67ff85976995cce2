/**
 * A number with a fixed count of digits behind the point, a real minus sign, and no minus before zero.
 *
 * @throws RangeError if it is not finite
 * @example
 * ```ts
 * formatFixed(-0.25, 2); // → "−0.25"
 * formatFixed(-0.001, 2); // → "0.00"
 * ```
 */
export function formatFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`Cannot write ${value}: a finite number is needed`);
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace("-", "−");
}

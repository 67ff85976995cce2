/**
 * A number with a fixed count of digits behind the point, a real minus sign, and no minus before zero.
 *
 * @example
 * ```ts
 * formatFixed(-0.25, 2); // → "−0.25"
 * formatFixed(-0.001, 2); // → "0.00"
 * ```
 */
export function formatFixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace("-", "−");
}

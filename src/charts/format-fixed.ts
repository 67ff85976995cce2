/**
 * A number with a fixed count of digits behind the point, thousands grouped, a real minus sign, and no minus before zero.
 *
 * @throws RangeError if it is not finite
 * @example
 * ```ts
 * formatFixed(-0.25, 2); // → "−0.25"
 * formatFixed(-0.001, 2); // → "0.00"
 * formatFixed(12345.6, 2); // → "12,345.60"
 * ```
 */
export function formatFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`Cannot write ${value}: a finite number is needed`);
  const [whole, fraction] = Math.abs(value).toFixed(digits).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/**
 * A number for people: at most `digits` significant digits, but every digit of a whole number, thousands grouped, a
 * real minus sign; the same in every locale.
 *
 * @throws RangeError if it is not finite
 * @example
 * ```ts
 * formatNumber(0.123456); // → "0.123"
 * formatNumber(1234567); // → "1,234,567"
 * formatNumber(-0.00001234); // → "−1.23e−5"
 * ```
 */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) throw new RangeError(`Cannot write ${value}: a finite number is needed`);
  if (value === 0) return "0";
  const size = Math.abs(value);
  const rounded = Number(size.toPrecision(digits));
  if (rounded < 1e-3 || size >= 1e9) {
    const [mantissa, exponent] = rounded.toExponential().split("e");
    return minus(value, `${mantissa}e${exponent.replace("+", "").replace("-", "−")}`);
  }
  if (Number.isInteger(value) || size >= 10 ** digits) return minus(value, group(String(Math.round(size))));
  const [whole, fraction] = String(rounded).split(".");
  return minus(value, group(whole) + (fraction === undefined ? "" : `.${fraction}`));
}

function minus(value: number, text: string): string {
  return value < 0 ? `−${text}` : text;
}

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

import { formatNumber } from "./format-number";

/**
 * A number of unknown size for a caption: two digits, or its power of ten if it is very small or large.
 *
 * @throws RangeError if it is not finite
 * @example
 * ```ts
 * exponent(7.9e-16); // → "8·10⁻¹⁶"
 * exponent(0); // → "0"
 * exponent(-0.712); // → "−0.71"
 * ```
 */
export function exponent(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`Cannot write ${value}: a finite number is needed`);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 0.001 && size < 1000) return formatNumber(value, 2);
  const [digits, power] = value.toExponential(0).split("e") as [string, string];
  return `${digits.replace("-", "−")}·10${raised(power)}`;
}

/** A power of ten as the label of a logarithmic axis: "10⁻¹⁵", but "1" and "10". */
export function powerOfTen(value: number): string {
  const power = Math.round(Math.log10(value));
  return power === 0 || power === 1 ? String(10 ** power) : `10${raised(String(power))}`;
}

function raised(power: string): string {
  return power.replace("+", "").replace(/./g, (sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)] ?? "⁻");
}

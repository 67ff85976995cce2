/**
 * A very small or large number in words for a caption: its power of ten, rounded.
 *
 * @example
 * ```ts
 * exponent(7.9e-16); // → "8·10⁻¹⁶"
 * exponent(0); // → "0"
 * exponent(0.71); // → "0.71"
 * ```
 */
export function exponent(value: number): string {
  if (value === 0) return "0";
  if (Math.abs(value) >= 0.001 && Math.abs(value) < 1000) return value.toPrecision(2);
  const [digits, power] = value.toExponential(0).split("e") as [string, string];
  const raised = power.replace("+", "").replace(/./g, (sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)] ?? "⁻");
  return `${digits}·10${raised}`;
}

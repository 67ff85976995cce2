import { inspect } from "node:util";

const DIGITS = 6;
/** Digits that are left of the smallest number. */
const FEWEST_DIGITS = 3;

/**
 * The cells of a column as text. Numbers have the same decimals, so that they can be compared by eye, unless that would
 * leave too little of the small ones: then each has its own.
 */
export function formatColumn(values: readonly unknown[]): string[] {
  const decimals = commonDecimals(values.filter((value) => typeof value === "number"));
  return values.map((value) => {
    if (typeof value === "string") return value;
    if (typeof value !== "number" || !Number.isFinite(value))
      return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
    if (decimals !== undefined) return value.toFixed(decimals);
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(DIGITS)));
  });
}

function commonDecimals(numbers: readonly number[]): number | undefined {
  const sizes = numbers.map(Math.abs).filter((size) => size > 0 && Number.isFinite(size));
  const largest = Math.max(...sizes);
  const decimals = DIGITS - 1 - Math.floor(Math.log10(largest));
  if (sizes.every(Number.isInteger) || decimals < 0 || decimals > 12) return undefined;
  if (Math.min(...sizes) < 10 ** (FEWEST_DIGITS - 1 - decimals)) return undefined;
  const used = sizes.map(
    (size) =>
      size
        .toFixed(decimals)
        .replace(/\.?0+$/, "")
        .split(".")[1]?.length ?? 0,
  );
  return Math.max(...used);
}

import { describe, expect, test } from "vitest";
import { exponent, formatFixed, formatNumber, jitter } from "../../src/charts";
import { powerOfTen } from "../../src/charts/exponent";

describe("formatNumber() writes", () => {
  test.each([
    [0, "0"],
    [-0, "0"],
    [0.123456, "0.123"],
    [-0.5, "−0.5"],
    [12.3456, "12.3"],
    [1234.56, "1,235"],
    [1234567, "1,234,567"],
    [-2048, "−2,048"],
    [0.00999999, "0.01"],
    [0.0009999999, "0.001"],
    [0.00012, "1.2e−4"],
    [1e12, "1e12"],
  ])("%d as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe("formatFixed() writes", () => {
  test.each([
    [0.125, 1, "0.1"],
    [-0.125, 3, "−0.125"],
    [-0.0004, 3, "0.000"],
    [-0, 2, "0.00"],
    [66, 1, "66.0"],
    [-1234567.891, 1, "−1,234,567.9"],
    [999.96, 1, "1,000.0"],
    [1e6, 0, "1,000,000"],
  ])("%d with %d digits as %s", (value, digits, text) => {
    expect(formatFixed(value, digits)).toBe(text);
  });
});

describe("exponent() writes", () => {
  test.each([
    [7.9e-16, "8·10⁻¹⁶"],
    [-3.2e-10, "−3·10⁻¹⁰"],
    [9.96e-5, "1·10⁻⁴"],
    [0.0012, "0.0012"],
    [0.71, "0.71"],
    [1.06, "1.1"],
    [250, "250"],
    [4.2e12, "4·10¹²"],
  ])("%d as %s", (value, text) => {
    expect(exponent(value)).toBe(text);
  });
});

test("powerOfTen() leaves 1 and 10 as they are", () => {
  expect([1e-15, 0.1, 1, 10, 100].map(powerOfTen)).toEqual(["10⁻¹⁵", "10⁻¹", "1", "10", "10²"]);
});

test.each([
  ["formatNumber()", (value: number) => formatNumber(value)],
  ["formatFixed()", (value: number) => formatFixed(value, 2)],
  ["exponent()", (value: number) => exponent(value)],
])("%s refuses what is not a finite number", (_, format) => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => format(value)).toThrow(`Cannot write ${value}: a finite number is needed`);
});

test("jitter() spreads points over the width, and no two of them near each other", () => {
  const shifts = jitter(28, 0.5).toSorted((a, b) => a - b);
  expect(shifts[0]).toBeGreaterThanOrEqual(-0.25);
  expect(shifts.at(-1)).toBeLessThanOrEqual(0.25);
  const gaps = shifts.slice(1).map((shift, k) => shift - shifts[k]!);
  expect(Math.min(...gaps)).toBeGreaterThan(0.5 / 28 / 3);
});

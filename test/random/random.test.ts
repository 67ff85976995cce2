import { expect, test } from "vitest";
import { randomFromText } from "../../src/random";
import { chiSquare, correlation, draw, mean } from "./statistics";

const numbers = draw(randomFromText("random.test"), 1_000_000);

test("randomFromText() stays in [0, 1)", () => {
  expect(numbers.every((x) => x >= 0 && x < 1)).toBe(true);
});

test("randomFromText() fills 1000 equal bins evenly", () => {
  const counts = new Array<number>(1000).fill(0);
  for (const x of numbers) counts[Math.floor(x * 1000)]!++;
  // Chi-square with 999 degrees of freedom: mean 999, standard deviation 44.7; four of them either side.
  expect(chiSquare(counts)).toBeGreaterThan(820);
  expect(chiSquare(counts)).toBeLessThan(1178);
});

test("randomFromText() fills the low bits evenly too", () => {
  // Digits 36 to 45 of the fraction, which only the second of the two 32-bit numbers can fill.
  const counts = new Array<number>(1024).fill(0);
  for (const x of numbers) counts[Math.floor(x * 2 ** 45) % 1024]!++;
  expect(chiSquare(counts)).toBeGreaterThan(842);
  expect(chiSquare(counts)).toBeLessThan(1204);
});

test("randomFromText() has the mean and variance of the uniform distribution", () => {
  // Standard errors 0.00029 and 0.000075; four of each.
  expect(Math.abs(mean(numbers) - 1 / 2)).toBeLessThan(0.0012);
  expect(Math.abs(mean(numbers.map((x) => (x - 0.5) ** 2)) - 1 / 12)).toBeLessThan(0.0003);
});

test("randomFromText() gives numbers that do not depend on those before", () => {
  for (const lag of [1, 2, 3, 10]) {
    // Standard error 0.001; four of it.
    expect(Math.abs(correlation(numbers.slice(lag), numbers.slice(0, -lag)))).toBeLessThan(0.004);
  }
});

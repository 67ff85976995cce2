import { expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import { correlation, draw, mean } from "./statistics";

const numbers = draw(gaussian(randomFromText("gaussian.test")), 1_000_000);

test("gaussian() has the moments of the standard normal distribution", () => {
  // Standard errors of the first four moments at n = 10⁶: √(1, 2, 15, 96)/1000; four of each.
  expect(Math.abs(mean(numbers))).toBeLessThan(0.004);
  expect(Math.abs(mean(numbers.map((x) => x ** 2)) - 1)).toBeLessThan(0.0057);
  expect(Math.abs(mean(numbers.map((x) => x ** 3)))).toBeLessThan(0.0155);
  expect(Math.abs(mean(numbers.map((x) => x ** 4)) - 3)).toBeLessThan(0.0392);
});

test("gaussian() has the tails of the standard normal distribution", () => {
  // P(|z| > 1.959964) = 0.05 and P(|z| > 3.290527) = 0.001; four standard errors of each share.
  const share = (limit: number) => numbers.filter((x) => Math.abs(x) > limit).length / numbers.length;
  expect(Math.abs(share(1.959964) - 0.05)).toBeLessThan(0.00088);
  expect(Math.abs(share(3.290527) - 0.001)).toBeLessThan(0.000127);
});

test("gaussian() gives the two numbers of a pair independently", () => {
  const first = numbers.filter((_, i) => i % 2 === 0);
  const second = numbers.filter((_, i) => i % 2 === 1);
  // Standard error 0.0014; four of it.
  expect(Math.abs(correlation(first, second))).toBeLessThan(0.0057);
  const squared = (x: number[]) => x.map((value) => value ** 2);
  expect(Math.abs(correlation(squared(first), squared(second)))).toBeLessThan(0.0057);
});

test("gaussian() survives a source that starts with the centre of the square", () => {
  const uniform = [0.5, 0.5, 0.75, 0.5];
  const normal = gaussian(() => uniform.shift() ?? 0.25);
  expect(normal()).toBeCloseTo(Math.sqrt(-2 * Math.log(0.25)), 12);
  expect(normal()).toBe(0);
});

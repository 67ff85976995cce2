import { determinant, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { mean } from "./statistics";

test.each([1, 2, 3, 10, 50, 100])("randomOrthogonal(%d) is orthogonal to 1e-12", (d) => {
  const Q = randomOrthogonal(d, randomFromText("orthogonal"));
  const difference = Q.transpose().mmul(Q).sub(Matrix.eye(d));
  expect(difference.abs().max()).toBeLessThan(1e-12);
});

test("randomOrthogonal() is Haar distributed: entries, diagonal and determinant", () => {
  const random = randomFromText("haar");
  const d = 4;
  const n = 20_000;
  const samples = Array.from({ length: n }, () => randomOrthogonal(d, random));
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const entries = samples.map((Q) => Q.get(i, j));
      // E[q] = 0, E[q²] = 1/d, E[q⁴] = 3/(d(d+2)) = 1/8: standard errors 0.5/√n and 0.25/√n; five of each.
      expect(Math.abs(mean(entries)), `mean of entry ${i},${j}`).toBeLessThan(2.5 / Math.sqrt(n));
      expect(Math.abs(mean(entries.map((q) => q * q)) - 1 / d), `square of entry ${i},${j}`).toBeLessThan(
        1.25 / Math.sqrt(n),
      );
    }
  }
  // The trace of a Haar matrix has mean 0 and variance 1; without the sign fix it would be far from 0.
  const traces = samples.map((Q) => Q.trace());
  expect(Math.abs(mean(traces))).toBeLessThan(5 / Math.sqrt(n));
  expect(Math.abs(mean(traces.map((t) => t * t)) - 1)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(n));
  const reflections = samples.filter((Q) => determinant(Q) < 0).length / n;
  expect(Math.abs(reflections - 0.5)).toBeLessThan(2.5 / Math.sqrt(n));
});

test("randomOrthogonal(1) is 1 or -1, each about half the time", () => {
  const random = randomFromText("one");
  const values = Array.from({ length: 1000 }, () => randomOrthogonal(1, random).get(0, 0));
  expect(values.every((value) => Math.abs(value) === 1)).toBe(true);
  expect(Math.abs(mean(values))).toBeLessThan(4 / Math.sqrt(1000));
});

test.each([0, -1, 2.5, Number.NaN])("randomOrthogonal(%d) is refused", (d) => {
  expect(() => randomOrthogonal(d, Math.random)).toThrow(
    `Cannot make a random orthogonal matrix of size ${d}`,
  );
});

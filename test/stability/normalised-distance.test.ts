import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { normalisedDistance } from "../../src/stability";
import reference from "./fixtures/statistics.json";
import { randomRun } from "./random-runs";

describe("normalisedDistance()", () => {
  test("is numpy's", () => {
    for (const { first, second, normalisedDistance: expected } of reference.twoRuns) {
      expect(normalisedDistance(new Matrix(first), new Matrix(second))).toBeCloseTo(expected, 14);
    }
  });

  test("is 0 for equal runs, and √2 for opposite ones", () => {
    const run = randomRun(30, 4, "run");
    expect(normalisedDistance(run, run)).toBe(0);
    expect(normalisedDistance(run, Matrix.mul(run, -1))).toBeCloseTo(Math.SQRT2, 14);
  });

  test("is near 1 for unrelated runs, however many words they have", () => {
    for (const words of [100, 10_000]) {
      const distance = normalisedDistance(randomRun(words, 10, "first"), randomRun(words, 10, "second"));
      // Its square is 1 − X·Y/V·d for standard normal X and Y, whose product has standard error 1/√(V·d).
      expect(Math.abs(distance ** 2 - 1)).toBeLessThan(5 / Math.sqrt(words * 10));
    }
  });

  test("does not change if both runs are scaled", () => {
    const [first, second] = [randomRun(30, 4, "first"), randomRun(30, 4, "second")];
    const scaled = normalisedDistance(Matrix.mul(first, 1e6), Matrix.mul(second, 1e6));
    expect(scaled).toBeCloseTo(normalisedDistance(first, second), 14);
  });

  test("refuses two runs of zeros", () => {
    const zeros = Matrix.zeros(3, 2);
    expect(() => normalisedDistance(zeros, zeros)).toThrow(
      new RangeError("Cannot normalise the distance of two zero matrices: there is nothing to compare"),
    );
    expect(normalisedDistance(zeros, Matrix.ones(3, 2))).toBe(1);
  });

  test("refuses runs that cannot be compared", () => {
    const run = Matrix.ones(3, 2);
    expect(() => normalisedDistance(run, Matrix.ones(4, 2))).toThrow(/^Cannot compare 3 words with 4: /);
    expect(() => normalisedDistance(run, run.clone().set(2, 0, Number.NaN))).toThrow(
      /^Cannot compare the second run: row 2, column 0 is NaN\. /,
    );
  });
});

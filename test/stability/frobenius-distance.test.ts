import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { frobeniusDistance } from "../../src/stability";
import alignments from "../align/fixtures/align.json";
import reference from "./fixtures/statistics.json";

describe("frobeniusDistance()", () => {
  test.each(alignments)("of $name is numpy's", ({ source, target, frobeniusDistance: expected }) => {
    const distance = frobeniusDistance(new Matrix(source), new Matrix(target));
    expect(Math.abs(distance / expected - 1)).toBeLessThan(1e-14);
  });

  test("of random runs is numpy's, in both directions", () => {
    for (const { first, second, frobeniusDistance: expected } of reference.twoRuns) {
      const [a, b] = [new Matrix(first), new Matrix(second)];
      expect(frobeniusDistance(a, b)).toBeCloseTo(expected, 13);
      expect(frobeniusDistance(b, a)).toBe(frobeniusDistance(a, b));
    }
  });

  test("refuses runs that cannot be compared", () => {
    const run = Matrix.ones(3, 2);
    expect(() => frobeniusDistance(run, Matrix.ones(4, 2))).toThrow(
      new RangeError("Cannot compare 3 words with 4: both runs need the same vocabulary in the same order"),
    );
    expect(() => frobeniusDistance(run, Matrix.ones(3, 4))).toThrow(
      new RangeError(
        "Cannot compare vectors of dimension 2 with vectors of dimension 4: train both runs with the same dimension",
      ),
    );
    expect(() => frobeniusDistance(run.clone().set(0, 1, Number.NaN), run)).toThrow(
      new RangeError(
        "Cannot compare the first run: row 0, column 1 is NaN. " +
          "Did its training diverge? Look at its loss, or train with a smaller learning rate",
      ),
    );
  });
});

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { totalVariation } from "../../src/stability";
import reference from "./fixtures/statistics.json";

describe("totalVariation()", () => {
  test("is one minus the weighted overlap that numpy gives", () => {
    for (const { first, second, weights, totalVariation: expected } of reference.predictions) {
      expect(totalVariation(new Matrix(first), new Matrix(second), weights)).toBeCloseTo(expected, 14);
      expect(totalVariation(new Matrix(second), new Matrix(first), Int32Array.from(weights))).toBeCloseTo(
        expected,
        14,
      );
    }
  });

  const left = new Matrix([
    [1, 0],
    [0.5, 0.5],
  ]);
  const right = new Matrix([
    [0, 1],
    [0.5, 0.5],
  ]);

  test("is 1 for predictions with nothing in common, and 0 for equal ones", () => {
    expect(totalVariation(left, right, [1, 0])).toBe(1);
    expect(totalVariation(left, right, [0, 1])).toBe(0);
  });

  test("does not change if all weights are doubled", () => {
    expect(totalVariation(left, right, [1, 3])).toBe(0.25);
    expect(totalVariation(left, right, [2, 6])).toBe(0.25);
  });

  test.each<[string, number[], string]>([
    ["too few weights", [1], "Cannot weight 2 rows with 1 weights: one weight per row is needed"],
    ["a negative weight", [2, -1], "Cannot weight row 1 with -1: a number that is not negative is needed"],
    [
      "a weight that is no number",
      [Number.NaN, 1],
      "Cannot weight row 0 with NaN: a number that is not negative is needed",
    ],
    ["weights that are all 0", [0, 0], "Cannot average rows that all have weight 0: one must count"],
  ])("refuses %s", (_, weights, message) => {
    expect(() => totalVariation(left, right, weights)).toThrow(new RangeError(message));
  });

  test("refuses predictions of different shapes", () => {
    expect(() => totalVariation(left, Matrix.ones(3, 2), [1, 1])).toThrow(/^Cannot compare 2 words with 3: /);
  });
});

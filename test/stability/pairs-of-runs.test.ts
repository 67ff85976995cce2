import { describe, expect, test } from "vitest";
import { pairsOfRuns } from "../../src/stability";

describe("pairsOfRuns()", () => {
  test("measures each pair once, the earlier run first", () => {
    expect(pairsOfRuns(["a", "b", "c"], (first, second) => (first + second).charCodeAt(1))).toEqual([
      { first: 0, second: 1, value: 98 },
      { first: 0, second: 2, value: 99 },
      { first: 1, second: 2, value: 99 },
    ]);
  });

  test("gives n(n−1)/2 pairs", () => {
    expect(pairsOfRuns([...Array(20).keys()], (a, b) => a - b)).toHaveLength(190);
  });

  test.each([[[]], [[1]]])("refuses %o", (runs: number[]) => {
    expect(() => pairsOfRuns(runs, () => 0)).toThrow(
      new RangeError(`Cannot compare runs with each other: ${runs.length} given, at least two are needed`),
    );
  });
});

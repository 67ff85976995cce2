import { describe, expect, test } from "vitest";
import { crossedPairsOf, dataGrid, type TableRow, trainingGrid } from "../../src/experiment";

const row: TableRow = {
  model: "glove",
  dimension: 8,
  documents: 50,
  differ: "seed",
  firstSeed: 0,
  firstResample: 2,
  secondSeed: 1,
  secondResample: 2,
  cosine: 0.5,
};

describe("crossedPairsOf()", () => {
  test("numbers the resamples from 0, in their order", () => {
    const rows = [
      { ...row, firstResample: 9, secondResample: 4 },
      { ...row, cosine: 0.7 },
    ];
    expect(crossedPairsOf(rows, "cosine")).toEqual([
      { firstSeed: 0, firstSample: 2, secondSeed: 1, secondSample: 1, value: 0.5 },
      { firstSeed: 0, firstSample: 0, secondSeed: 1, secondSample: 0, value: 0.7 },
    ]);
  });

  test.each([
    ["model", "sgns"],
    ["dimension", 16],
    ["documents", 100],
  ])("refuses pairs of several values of %s", (column, other) => {
    expect(() => crossedPairsOf([row, { ...row, [column]: other }], "cosine")).toThrow(
      new RangeError(
        `Cannot cross seeds and resamples of several values of ${column} (${row[column]}, ${other}): give the pairs of one`,
      ),
    );
  });

  test("refuses a metric that was not measured", () => {
    expect(() => crossedPairsOf([row], "overlap")).toThrow(
      /^Cannot read overlap from a pair of runs: it has the columns model, dimension, .*, cosine$/,
    );
  });
});

test.each([
  ["dataGrid()", dataGrid],
  ["trainingGrid()", trainingGrid],
])("%s crosses enough seeds and resamples for intervals, and measures every pair", (_, gridOf) => {
  for (const preset of ["quick", "full"] as const) {
    const { seeds, resamples, pairs, documents } = gridOf(preset, 1);
    expect(seeds.length).toBeGreaterThanOrEqual(3);
    expect(resamples!.length).toBeGreaterThanOrEqual(3);
    // The text itself is not a resample: it lies nearer to each of them than they lie to each other.
    expect(resamples).not.toContain(0);
    expect(pairs).toEqual(["seed", "resample", "both"]);
    expect(documents!.every((size, k) => k === 0 || size > documents![k - 1]!)).toBe(true);
  }
});

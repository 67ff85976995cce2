import { describe, expect, test } from "vitest";
import { errorRows, loadResults, type PredictionErrors, readErrors } from "../../src/experiment";

const interval = (mean: number) => ({ mean, low: mean - 0.1, high: mean + 0.2 });
const errors: PredictionErrors[] = [4, 8].map((dimension) => ({
  model: "5 epochs",
  dimension,
  error: interval(1 / dimension),
  biasSquared: interval(0.3),
  seed: interval(0.1),
  sample: interval(0.2),
  noise: 0.05,
}));

describe("a table of prediction errors", () => {
  test("has a row for each part of the error, and is read as it was written", () => {
    const rows = errorRows(errors);
    expect(rows.map(({ dimension, part }) => `${dimension} ${part}`)).toEqual(
      [4, 8].flatMap((d) =>
        ["error", "biasSquared", "seed", "sample", "noise"].map((part) => `${d} ${part}`),
      ),
    );
    expect(rows[4]).toEqual({
      model: "5 epochs",
      dimension: 4,
      part: "noise",
      mean: 0.05,
      low: 0.05,
      high: 0.05,
    });
    expect(readErrors(rows)).toEqual(errors);
  });

  test("that comes with reseed is written as it was read", () => {
    const stored = loadResults("dimension-full-errors");
    expect(errorRows(readErrors(stored))).toEqual(stored);
  });

  test("names the part that is missing", () => {
    const rows = errorRows(errors).filter(({ part, dimension }) => part !== "seed" || dimension !== 8);
    expect(() => readErrors(rows)).toThrow(
      new RangeError('Cannot read the errors of 5 epochs, d = 8: the table has no row for the part "seed"'),
    );
  });
});

import { describe, expect, test } from "vitest";
import { ppmi } from "../../src/train";
import { ppmi as cases } from "./fixtures/ppmi.json";
import { sparseCounts } from "./sparse-counts";

test.each(cases)(
  "ppmi() with smoothing $smoothing and shift $shift gives the reference's cells, to 1e-13",
  (reference) => {
    const { rows, columns, rowStarts, cellColumns, values } = ppmi(sparseCounts(reference.counts), reference);
    expect([rows, columns]).toEqual([reference.ppmi.rows, reference.ppmi.columns]);
    expect([...rowStarts]).toEqual(reference.ppmi.rowStarts);
    expect([...cellColumns]).toEqual(reference.ppmi.cellColumns);
    for (const [cell, value] of values.entries()) {
      expect(Math.abs(value - reference.ppmi.values[cell]!)).toBeLessThan(1e-13);
    }
  },
);

describe("ppmi()", () => {
  const counts = sparseCounts(cases[0]!.counts);

  test("smooths with the power 0.75 and shifts by nothing if not told otherwise", () => {
    expect(ppmi(counts)).toEqual(ppmi(counts, { smoothing: 0.75, shift: 1 }));
  });

  test("does not depend on how long the text is", () => {
    const twice = sparseCounts(cases[0]!.counts.map((row) => row.map((count) => 2 * count)));
    const [once, double] = [ppmi(counts, { smoothing: 1 }), ppmi(twice, { smoothing: 1 })];
    expect(double).toEqual(once);
  });

  test("leaves its counts as they are", () => {
    const before = structuredClone(counts);
    ppmi(counts);
    expect(counts).toEqual(before);
  });

  test("refuses a smoothing that is no number and a shift that is not positive", () => {
    expect(() => ppmi(counts, { smoothing: Number.NaN })).toThrow(
      new RangeError("Cannot smooth the contexts with the power NaN: a number is needed"),
    );
    expect(() => ppmi(counts, { shift: 0 })).toThrow(
      new RangeError("Cannot shift by the logarithm of 0: a positive number is needed"),
    );
  });
});

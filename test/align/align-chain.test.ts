import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { alignChain, procrustes } from "../../src/align";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { randomRun } from "../stability/random-runs";
import { relativeDifference } from "../train/relative-difference";
import { chain as cases } from "./fixtures/several.json";

test.each(cases)("alignChain() of $name gives what scipy gives, to 1e-12", (reference) => {
  const periods = reference.periods.map((period) => new Matrix(period));
  const aligned = alignChain(periods, reference.anchors);
  for (const [k, expected] of reference.aligned.entries()) {
    expect(relativeDifference(aligned[k]!, new Matrix(expected))).toBeLessThan(1e-12);
  }
  if (reference.anchors.length === periods[0]!.rows) expect(alignChain(periods)).toEqual(aligned);
});

describe("alignChain()", () => {
  const last = randomRun(30, 5, "last");
  const turned = (k: number) => last.mmul(randomOrthogonal(5, randomFromText(`turn ${k}`)));

  test("undoes the turns of periods that differ in nothing else", () => {
    const aligned = alignChain([turned(1), turned(2), turned(3), last]);
    for (const period of aligned) expect(relativeDifference(period, last)).toBeLessThan(1e-12);
  });

  test("leaves the last period as it is, and turns each other onto its turned successor", () => {
    const periods = [0, 1, 2].map((k) => randomRun(30, 5, `period ${k}`));
    const aligned = alignChain(periods);
    expect(aligned[2]).toEqual(periods[2]);
    expect(aligned[1]).toEqual(procrustes(periods[1]!, periods[2]!).aligned);
    expect(aligned[0]).toEqual(procrustes(periods[0]!, aligned[1]!).aligned);
  });

  test("is not misled by words that moved, if the turns are fitted on others", () => {
    const moved = turned(1);
    for (let row = 0; row < 10; row++) moved.setRow(row, randomRun(1, 5, `moved ${row}`).getRow(0));
    const others = Array.from({ length: 20 }, (_, k) => 10 + k);
    const [early] = alignChain([moved, last], others);
    const columns = [0, 1, 2, 3, 4];
    expect(
      relativeDifference(early!.selection(others, columns), last.selection(others, columns)),
    ).toBeLessThan(1e-12);
  });

  test("leaves its arguments as they are", () => {
    const periods = [turned(1), last];
    const before = periods.map((period) => period.clone());
    alignChain(periods);
    expect(periods).toEqual(before);
  });

  test.each([0, 1])("refuses %d periods", (n) => {
    expect(() => alignChain([last].slice(0, n))).toThrow(
      new RangeError(`Cannot align ${n} periods: at least two are needed`),
    );
  });

  test("refuses periods with different words", () => {
    expect(() => alignChain([randomRun(29, 5, "short"), last, last])).toThrow(
      "Cannot align 29 words with 30: both runs need the same vocabulary in the same order",
    );
  });

  test.each([-1, 30, 1.5])("refuses row %d as an anchor", (row) => {
    expect(() => alignChain([turned(1), last], [0, row])).toThrow(
      new RangeError(`Cannot fit a turn on row ${row}: the rows are 0 to 29`),
    );
  });
});

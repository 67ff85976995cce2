import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { averagesOfRuns, generalisedProcrustes, procrustes } from "../../src/align";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { randomRun } from "../stability/random-runs";

describe("averagesOfRuns()", () => {
  const common = randomRun(40, 5, "common");
  const runs = Array.from({ length: 7 }, (_, k) =>
    Matrix.add(common, randomRun(40, 5, `noise ${k}`).mul(0.4)).mmul(
      randomOrthogonal(5, randomFromText(`turn ${k}`)),
    ),
  );

  test("averages each group on its own, in the order of the runs, and leaves out what fills no group", () => {
    const averages = averagesOfRuns(runs, 3);
    expect(averages).toEqual([
      generalisedProcrustes(runs.slice(0, 3)).mean,
      generalisedProcrustes(runs.slice(3, 6)).mean,
    ]);
    expect(averagesOfRuns(runs, 7)).toHaveLength(1);
    expect(averagesOfRuns(runs, 4)).toHaveLength(1);
  });

  test("gives single runs as they are", () => {
    expect(averagesOfRuns(runs, 1)).toEqual(runs);
  });

  test("gives averages that agree better than single runs", () => {
    const distance = (a: Matrix, b: Matrix) => procrustes(a, b).residual;
    const [first, second] = averagesOfRuns(runs, 3);
    for (const run of runs.slice(1)) expect(distance(first!, second!)).toBeLessThan(distance(runs[0]!, run));
  });

  test.each([0, 8, 1.5])("refuses groups of %d", (size) => {
    expect(() => averagesOfRuns(runs, size)).toThrow(
      new RangeError(`Cannot average groups of ${size} of 7 runs: a whole number from 1 to 7 is needed`),
    );
  });
});

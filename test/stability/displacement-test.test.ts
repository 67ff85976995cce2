import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { gaussian, randomFromText, randomOrthogonal } from "../../src/random";
import { displacementTest } from "../../src/stability";
import studies from "./fixtures/displacements.json";

describe.each(studies)("displacementTest() of $name", (study) => {
  const words = displacementTest(
    study.first.map((run) => new Matrix(run)),
    study.second.map((run) => new Matrix(run)),
    randomFromText("not needed"),
  );

  test("has the reference's displacements, to 1e-10, and intervals", () => {
    for (const [w, { between, within, excess }] of words.entries()) {
      const expected = study.words[w]!;
      expect(between).toBeCloseTo(expected.between, 10);
      expect(within).toBeCloseTo(expected.within, 10);
      expect(excess.mean).toBeCloseTo(expected.mean, 10);
      // jstat's quantiles of Student's t are right to 1e-8.
      expect(excess.low).toBeCloseTo(expected.low, 7);
      expect(excess.high).toBeCloseTo(expected.high, 7);
    }
  });

  test("has the reference's p-values", () => {
    for (const [w, { pValue }] of words.entries()) expect(pValue).toBeCloseTo(study.words[w]!.pValue, 12);
  });
});

describe("displacementTest()", () => {
  const normal = gaussian(randomFromText("displacement-test"));
  const noise = (rows: number, columns: number, size: number) =>
    Matrix.from1DArray(
      rows,
      columns,
      Float64Array.from({ length: rows * columns }, () => size * normal()),
    );
  const runsOf = (period: Matrix, count: number) =>
    Array.from({ length: count }, (_, k) =>
      Matrix.add(period, noise(period.rows, period.columns, 0.3)).mmul(
        randomOrthogonal(period.columns, randomFromText(`turn ${k}`)),
      ),
    );
  const random = randomFromText("dealings");

  test("finds a word that moved, and no other", () => {
    const early = noise(50, 6, 1);
    const late = early.clone().setRow(3, [4, -4, 4, -4, 4, -4]);
    const words = displacementTest(runsOf(early, 5), runsOf(late, 5), random);
    expect(words.flatMap(({ pValue }, w) => (pValue <= 0.05 ? [w] : []))).toEqual([3]);
    // The best that 252 dealings can say, of which two are the observed one.
    expect(words[3]!.pValue).toBeCloseTo(2 / 252, 12);
    expect(words[3]!.excess.low).toBeGreaterThan(0);
  });

  test("finds a word in at most about 5 of 100 studies in which none moved", () => {
    let wrong = 0;
    let covered = 0;
    for (let study = 0; study < 100; study++) {
      const period = noise(20, 3, 1);
      const words = displacementTest(runsOf(period, 4), runsOf(period, 4), random);
      if (words.some(({ pValue }) => pValue <= 0.05)) wrong++;
      for (const { excess } of words) if (excess.low <= 0 && excess.high >= 0) covered++;
    }
    // 12 or more come out in 1 of 200 such hundreds if the true number is 5.
    expect(wrong).toBeLessThan(12);
    expect(covered / 2000).toBeGreaterThan(0.95);
  });

  test("says the same with all dealings and, nearly, with random ones", () => {
    const early = noise(15, 3, 1);
    const late = Matrix.add(early, noise(15, 3, 0.6));
    const runs = [runsOf(early, 4), runsOf(late, 5)] as const;
    const all = displacementTest(...runs, random);
    const some = displacementTest(...runs, random, 100);
    for (const [w, { pValue }] of some.entries()) {
      expect(pValue).toBeGreaterThanOrEqual(1 / 100);
      expect(Math.abs(pValue - all[w]!.pValue)).toBeLessThan(0.15);
    }
    expect(some.map(({ excess }) => excess)).toEqual(all.map(({ excess }) => excess));
  });

  test("gives a deterministic model no seed noise: every word that differs at all has moved", () => {
    const early = noise(12, 3, 1);
    const late = Matrix.add(early, noise(12, 3, 0.5));
    const words = displacementTest(Array(4).fill(early), Array(4).fill(late), random);
    for (const { within, between, excess, pValue } of words) {
      expect(within).toBeCloseTo(0, 12);
      expect(between).toBeGreaterThan(0);
      expect(excess.low).toBeGreaterThan(0);
      expect(pValue).toBeCloseTo(2 / 70, 12);
    }
  });

  test("leaves its arguments as they are", () => {
    const runs = [runsOf(noise(10, 2, 1), 3), runsOf(noise(10, 2, 1), 3)] as const;
    const before = structuredClone(runs.map((group) => group.map((run) => run.to2DArray())));
    displacementTest(...runs, random);
    expect(runs.map((group) => group.map((run) => run.to2DArray()))).toEqual(before);
  });

  test("refuses fewer than three runs, and no dealing", () => {
    const runs = runsOf(noise(10, 2, 1), 3);
    expect(() => displacementTest(runs.slice(1), runs, random)).toThrow(
      new RangeError(
        "Cannot test displacements with 2 runs of the first period: at least three are needed, and four for a p-value below 0.05",
      ),
    );
    expect(() => displacementTest(runs, [], random)).toThrow(/with 0 runs of the second period/);
    expect(() => displacementTest(runs, runs, random, 0)).toThrow(
      new RangeError("Cannot deal the runs in 0 ways: a positive integer is needed"),
    );
  });
});

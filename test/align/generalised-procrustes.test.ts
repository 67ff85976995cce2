import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { generalisedProcrustes, procrustes } from "../../src/align";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { randomRun } from "../stability/random-runs";
import { relativeDifference } from "../train/relative-difference";
import { consensus as cases } from "./fixtures/several.json";

describe.each(cases)("generalisedProcrustes() of $name", (reference) => {
  const runs = reference.runs.map((run) => new Matrix(run));
  const { mean, aligned, rotations, residual } = generalisedProcrustes(runs, {
    tolerance: 1e-15,
    maxRounds: 2000,
  });

  test("leaves what two other ways to minimise it leave, to 1e-9", () => {
    expect(Math.abs(residual / reference.residual - 1)).toBeLessThan(1e-9);
  });

  test("finds the mean that numpy finds, to 1e-6", () => {
    expect(relativeDifference(mean, new Matrix(reference.mean))).toBeLessThan(1e-6);
  });

  test("gives the turned runs, their orthogonal turns, and the residual that belongs to them", () => {
    const d = mean.columns;
    let size = 0;
    let left = 0;
    for (const [k, run] of runs.entries()) {
      const turn = rotations[k]!;
      expect(relativeDifference(turn.transpose().mmul(turn), Matrix.eye(d))).toBeLessThan(1e-12);
      expect(relativeDifference(aligned[k]!, run.mmul(turn))).toBeLessThan(1e-12);
      left += Matrix.sub(aligned[k]!, mean).norm("frobenius") ** 2;
      size += run.norm("frobenius") ** 2;
    }
    expect(residual / left).toBeCloseTo(1, 12);
    const byShrinking = size - runs.length * mean.norm("frobenius") ** 2;
    expect(Math.abs(residual - byShrinking)).toBeLessThan(1e-12 * size);
  });
});

describe("generalisedProcrustes()", () => {
  const common = randomRun(40, 6, "common");
  const runs = [0, 1, 2, 3, 4].map((k) =>
    Matrix.add(common, randomRun(40, 6, `noise ${k}`).mul(0.4)).mmul(
      randomOrthogonal(6, randomFromText(`turn ${k}`)),
    ),
  );

  test("leaves less with every round, and no more than turning all runs onto the first one", () => {
    const results = [1, 2, 3, 4, 5, 6].map((maxRounds) =>
      generalisedProcrustes(runs, { maxRounds, tolerance: 0 }),
    );
    const residuals = results.map((result) => result.residual);
    expect(results.map((result) => result.rounds)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const [k, residual] of residuals.slice(1).entries()) expect(residual).toBeLessThan(residuals[k]!);
    const onFirst = runs.map((run) => procrustes(run, runs[0]!).aligned);
    const mean = onFirst.reduce((sum, run) => Matrix.add(sum, run)).div(5);
    const left = onFirst.reduce((sum, run) => sum + Matrix.sub(run, mean).norm("frobenius") ** 2, 0);
    expect(residuals[0]! / left).toBeCloseTo(1, 12);
    expect(generalisedProcrustes(runs).residual).toBeLessThan(left);
  });

  test("has a mean closer to what the runs have in common than any run", () => {
    const { mean } = generalisedProcrustes(runs);
    const distance = (run: Matrix) => procrustes(run, common).residual;
    for (const run of runs) expect(distance(mean)).toBeLessThan(0.6 * distance(run));
  });

  test("gives the same mean and residual, turned, if every run is turned first", () => {
    const options = { tolerance: 1e-15, maxRounds: 1000 };
    const plain = generalisedProcrustes(runs, options);
    const turned = generalisedProcrustes(
      runs.map((run, k) => run.mmul(randomOrthogonal(6, randomFromText(`again ${k}`)))),
      options,
    );
    expect(turned.residual / plain.residual).toBeCloseTo(1, 10);
    expect(procrustes(turned.mean, plain.mean).residual).toBeLessThan(1e-5 * plain.mean.norm("frobenius"));
  });

  test("turns two runs as procrustes() does", () => {
    const [a, b] = [runs[0]!, runs[1]!];
    const { mean } = generalisedProcrustes([a, b], { tolerance: 1e-15, maxRounds: 1000 });
    const onto = Matrix.add(a, procrustes(b, a).aligned).div(2);
    expect(relativeDifference(mean, onto)).toBeLessThan(1e-6);
  });

  test("leaves its arguments as they are", () => {
    const before = runs.map((run) => run.clone());
    generalisedProcrustes(runs);
    expect(runs).toEqual(before);
  });

  test.each([0, 1])("refuses %d runs", (n) => {
    expect(() => generalisedProcrustes(runs.slice(0, n))).toThrow(
      new RangeError(`Cannot turn ${n} runs onto their mean: at least two are needed`),
    );
  });

  test("says whether it came to an end or to its limit", () => {
    expect(generalisedProcrustes(runs, { maxRounds: 2 })).toMatchObject({ rounds: 2, converged: false });
    const { rounds, converged } = generalisedProcrustes(runs);
    expect(converged).toBe(true);
    expect(rounds).toBeGreaterThan(2);
  });

  test.each([0, 1.5])("refuses %d rounds", (maxRounds) => {
    expect(() => generalisedProcrustes(runs, { maxRounds })).toThrow(
      new RangeError(`Cannot turn runs onto their mean in ${maxRounds} rounds: a positive integer is needed`),
    );
  });

  test("refuses runs of different shapes", () => {
    expect(() => generalisedProcrustes([...runs, randomRun(39, 6, "short")])).toThrow(
      "Cannot align 40 words with 39: both runs need the same vocabulary in the same order",
    );
  });
});

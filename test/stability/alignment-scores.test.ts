import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { heldOutAlignment } from "../../src/align";
import { randomFromText } from "../../src/random";
import {
  alignedCosine,
  gaussianFloor,
  heldOutResidual,
  mean,
  normalisedDistance,
  normalisedResidual,
  procrustesResidual,
} from "../../src/stability";
import reference from "./fixtures/metrics.json";
import { randomRun } from "./random-runs";
import { turned } from "./turned";

const heldOut = (a: Matrix, b: Matrix) => heldOutResidual(a, b, randomFromText("halves"));

describe("numpy's values of", () => {
  const cases = reference.cases.filter((one) => one.procrustesResidual !== undefined);

  test.each(cases)("procrustesResidual(), normalisedResidual() and alignedCosine() of $name", (one) => {
    const [first, second] = [new Matrix(one.first), new Matrix(one.second)];
    const error = procrustesResidual(first, second) - one.procrustesResidual!;
    expect(Math.abs(error)).toBeLessThan(1e-12 * first.norm("frobenius"));
    expect(normalisedResidual(first, second)).toBeCloseTo(one.normalisedResidual!, 12);
    expect(alignedCosine(first, second)).toBeCloseTo(one.alignedCosine!, 9);
  });
});

describe.each([
  ["procrustesResidual", procrustesResidual, 0],
  ["normalisedResidual", normalisedResidual, 0],
  ["heldOutResidual", heldOut, 0],
  ["alignedCosine", alignedCosine, 1],
] as const)("%s()", (_, score, best) => {
  test("cannot tell a run from its rotation", () => {
    const run = randomRun(40, 5, "run");
    expect(score(run, turned(run))).toBeCloseTo(best, 12);
  });

  test("does not depend on which run is turned", () => {
    const [first, second] = [randomRun(40, 5, "first"), randomRun(40, 5, "second")];
    expect(score(first, second)).toBeCloseTo(score(second, first), 12);
  });

  test("refuses runs that cannot be compared", () => {
    const run = randomRun(12, 2, "run");
    expect(() => score(run, Matrix.ones(11, 2))).toThrow(/^Cannot align 12 words with 11: /);
    expect(() => score(run, Matrix.ones(12, 3))).toThrow(
      /^Cannot align vectors of dimension 2 with vectors of dimension 3: /,
    );
    expect(() => score(run, run.clone().set(3, 1, Number.NaN))).toThrow(
      /^Cannot align the second run: row 3, column 1 is NaN/,
    );
  });
});

test("normalisedResidual() does not change if both runs are scaled", () => {
  const [first, second] = [randomRun(30, 4, "first"), randomRun(30, 4, "second")];
  const scaled = normalisedResidual(Matrix.mul(first, 1e5), Matrix.mul(second, 1e5));
  expect(scaled).toBeCloseTo(normalisedResidual(first, second), 13);
});

test("heldOutResidual() is the distance after the turns of heldOutAlignment()", () => {
  const [first, second] = [randomRun(30, 4, "first"), randomRun(30, 4, "second")];
  const aligned = heldOutAlignment(first, second, randomFromText("halves"));
  expect(heldOut(first, second)).toBe(normalisedDistance(aligned, second));
});

test("by chance, normalisedResidual() is √(1 − gaussianFloor), and heldOutResidual() is 1", () => {
  const pairs = Array.from({ length: 10 }, (_, i) => [
    randomRun(600, 20, `first ${i}`),
    randomRun(600, 20, `second ${i}`),
  ]);
  const fitted = mean(pairs.map(([a, b]) => normalisedResidual(a!, b!)));
  // The formula for the floor is about 3 % high in 20 dimensions.
  expect(Math.abs(fitted - Math.sqrt(1 - 0.97 * gaussianFloor(600, 20)))).toBeLessThan(0.002);
  const squares = pairs.map(([a, b]) => heldOut(a!, b!) ** 2);
  expect(Math.abs(mean(squares) - 1)).toBeLessThan(5 / Math.sqrt(10 * 600 * 20));
});

test("alignedCosine() names a word with a zero vector", () => {
  const run = randomRun(12, 2, "run");
  expect(() => alignedCosine(run, run.clone().setRow(4, [0, 0]))).toThrow(
    /^Cannot take the mean cosine: word 4 has a zero vector/,
  );
});

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { procrustes } from "../../src/align";
import { neighbourLists } from "../../src/embedding";
import { pairMetrics, runMetrics } from "../../src/experiment";
import { runPair } from "../../src/experiment/pair-metrics";
import { gaussian, randomFromText, randomOrthogonal } from "../../src/random";
import {
  cosineDifference,
  heldOutCosines,
  mean,
  meanCosine,
  neighbourOverlap,
  normalisedDistance,
} from "../../src/stability";

const normal = gaussian(randomFromText("metrics.test"));
const noise = (rows: number, columns: number) =>
  Matrix.from1DArray(rows, columns, Float64Array.from({ length: rows * columns }, normal));

const first = noise(60, 5);
const second = Matrix.add(
  first.mmul(randomOrthogonal(5, randomFromText("turn"))),
  Matrix.mul(noise(60, 5), 0.3),
);
const pair = () => runPair(first, second, [9, 8, 7], "a and b");

describe("the pair metric", () => {
  test("cosine, alignedCosine and alignedDistance are those of the room stability", () => {
    const { aligned } = procrustes(first, second);
    expect(pairMetrics.cosine(pair())).toBe(meanCosine(first, second));
    expect(pairMetrics.alignedCosine(pair())).toBe(meanCosine(aligned, second));
    expect(pairMetrics.alignedDistance(pair())).toBe(normalisedDistance(aligned, second));
  });

  test("heldOutCosine draws its halves from the pair's own random numbers", () => {
    const random = randomFromText("heldOutCosine of a and b");
    expect(pairMetrics.heldOutCosine(pair())).toBe(mean(heldOutCosines(first, second, random)));
    const other = runPair(first, second, [], "a and c");
    expect(pairMetrics.heldOutCosine(other)).not.toBe(pairMetrics.heldOutCosine(pair()));
  });

  test("neighbourOverlap and cosineDifference are those of the room stability", () => {
    const lists = [first, second].map((run) => neighbourLists(run, 10));
    expect(pairMetrics.neighbourOverlap(pair())).toBe(mean(neighbourOverlap(lists[0]!, lists[1]!)));
    expect(pairMetrics.neighbourOverlapFloor(pair())).toBe(10 / 59);
    expect(pairMetrics.cosineDifference(pair())).toBe(cosineDifference(first, second));
  });

  test("heldOutCosineFloor is about 0 for runs without a common direction, and high for runs with one", () => {
    expect(Math.abs(pairMetrics.heldOutCosineFloor(pair()))).toBeLessThan(0.2);
    const shifted = (run: Matrix) => Matrix.add(run, 4);
    const alike = runPair(shifted(first), shifted(noise(60, 5)), [], "a and b");
    expect(pairMetrics.heldOutCosineFloor(alike)).toBeGreaterThan(0.8);
  });

  test("alignedCosineFloor lies far below the score of runs that have something in common", () => {
    const floor = pairMetrics.alignedCosineFloor(pair());
    expect(floor).toBe(pairMetrics.alignedCosineFloor(pair()));
    expect(floor).toBeGreaterThan(0);
    expect(floor).toBeLessThan(pairMetrics.alignedCosine(pair()) - 0.4);
  });

  test.each(Object.keys(pairMetrics) as (keyof typeof pairMetrics)[])(
    "%s does not change its runs",
    (name) => {
      const [a, b] = [first.clone(), second.clone()];
      expect(Number.isFinite(pairMetrics[name](runPair(a, b, [], "x")))).toBe(true);
      expect(a).toEqual(first);
      expect(b).toEqual(second);
    },
  );
});

describe("the run metric", () => {
  test("meanNorm is the mean length of the rows", () => {
    expect(
      runMetrics.meanNorm(
        new Matrix([
          [3, 4],
          [0, 0],
          [0, -1],
        ]),
      ),
    ).toBe(2);
  });

  test("effectiveDimension is d where all directions are used equally, and 1 on a line", () => {
    expect(runMetrics.effectiveDimension(Matrix.eye(7))).toBeCloseTo(7, 12);
    expect(
      runMetrics.effectiveDimension(
        new Matrix([
          [1, 2, 3],
          [2, 4, 6],
        ]),
      ),
    ).toBeCloseTo(1, 12);
    // λ = 4, 1, 1: 6² / 18.
    expect(runMetrics.effectiveDimension(Matrix.diag([2, 1, -1]))).toBeCloseTo(2, 12);
    expect(runMetrics.effectiveDimension(noise(2000, 20))).toBeGreaterThan(19);
  });
});

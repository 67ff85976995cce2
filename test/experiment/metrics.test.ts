import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { procrustes } from "../../src/align";
import { neighbourLists } from "../../src/embedding";
import { type PairMetricName, pairMetrics, runMetrics } from "../../src/experiment";
import { chanceFloors, measuredRun, runPair } from "../../src/experiment/pair-metrics";
import { gaussian, randomFromText, randomOrthogonal } from "../../src/random";
import {
  alignedCosine,
  cosineDifference,
  distanceCorrelation,
  eigenspaceOverlap,
  heldOutCosines,
  heldOutResidual,
  jaccardFloor,
  linearCKA,
  mean,
  meanCosine,
  neighbourJaccard,
  neighbourOverlap,
  normalisedResidual,
  overlapFloor,
  pipLoss,
} from "../../src/stability";

const normal = gaussian(randomFromText("metrics.test"));
const noise = (rows: number, columns: number) =>
  Matrix.from1DArray(rows, columns, Float64Array.from({ length: rows * columns }, normal));

const first = noise(60, 5);
const second = Matrix.add(
  first.mmul(randomOrthogonal(5, randomFromText("turn"))),
  Matrix.mul(noise(60, 5), 0.3),
);
const pair = (name = "a and b") => runPair(measuredRun(first), measuredRun(second), name);
const { aligned } = procrustes(first, second);

describe("the pair metric", () => {
  test.each<[PairMetricName, number]>([
    ["cosine", meanCosine(first, second)],
    ["alignedCosine", alignedCosine(first, second)],
    ["alignedCosine", meanCosine(aligned, second)],
    ["normalisedResidual", normalisedResidual(first, second)],
    ["neighbourOverlap", mean(neighbourOverlap(neighbourLists(first, 10), neighbourLists(second, 10)))],
    ["neighbourJaccard", mean(neighbourJaccard(neighbourLists(first, 10), neighbourLists(second, 10)))],
    ["distanceCorrelation", distanceCorrelation(first, second)],
    ["cosineDifference", cosineDifference(first, second)],
    ["eigenspaceOverlap", eigenspaceOverlap(first, second)],
    ["linearCKA", linearCKA(first, second)],
    ["pipLoss", pipLoss(first, second)],
  ])("%s is that of the room stability", (name, value) => {
    expect(pairMetrics[name](pair())).toBe(value);
  });

  test("heldOutCosine and heldOutResidual draw their halves from the pair's own random numbers", () => {
    const random = (metric: string) => randomFromText(`${metric} of a and b`);
    expect(pairMetrics.heldOutCosine(pair())).toBe(
      mean(heldOutCosines(first, second, random("heldOutCosine"))),
    );
    expect(pairMetrics.heldOutResidual(pair())).toBe(
      heldOutResidual(first, second, random("heldOutResidual")),
    );
    expect(pairMetrics.heldOutCosine(pair("a and c"))).not.toBe(pairMetrics.heldOutCosine(pair()));
  });

  test.each(Object.keys(pairMetrics) as PairMetricName[])("%s does not change its runs", (name) => {
    const [a, b] = [first.clone(), second.clone()];
    expect(Number.isFinite(pairMetrics[name](runPair(measuredRun(a), measuredRun(b), "x")))).toBe(true);
    expect(a).toEqual(first);
    expect(b).toEqual(second);
  });
});

describe("chanceFloors()", () => {
  const floor = (metric: PairMetricName, of = pair()) => chanceFloors(of, [metric], "a and b")[0]!;

  test("gives what is known exactly", () => {
    expect(floor("neighbourOverlap")).toBe(overlapFloor(60, 10));
    expect(floor("neighbourJaccard")).toBe(jaccardFloor(60, 10));
    expect(floor("distanceCorrelation")).toBe(0);
  });

  test.each<PairMetricName>(["alignedCosine", "heldOutCosine", "linearCKA", "eigenspaceOverlap"])(
    "gives the same %s every time, far below that of runs that have something in common",
    (metric) => {
      expect(floor(metric)).toBe(floor(metric));
      expect(floor(metric)).toBeLessThan(pairMetrics[metric](pair()) - 0.3);
    },
  );

  test("is about 0 for held-out cosines of runs without a common direction, and high for runs with one", () => {
    expect(Math.abs(floor("heldOutCosine"))).toBeLessThan(0.2);
    const shifted = (run: Matrix) => measuredRun(Matrix.add(run, 4));
    expect(floor("heldOutCosine", runPair(shifted(first), shifted(noise(60, 5)), "a and b"))).toBeGreaterThan(
      0.8,
    );
  });

  test("shuffles the words and keeps the vectors", () => {
    // A metric that does not see which word is which, and one that does.
    const lengths = runPair(measuredRun(first), measuredRun(first), "a and b");
    expect(floor("eigenspaceOverlap", lengths)).toBeLessThan(0.5);
    const line = measuredRun(Matrix.ones(60, 1));
    expect(floor("cosine", runPair(line, line, "a and b"))).toBeCloseTo(1, 12);
  });
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

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import { meanCosine, meanInterval, type PairValue, pairsOfRuns, pairwiseInterval } from "../../src/stability";
import reference from "./fixtures/statistics.json";

const asPair = ([first, second, value]: number[]): PairValue => ({
  first: first!,
  second: second!,
  value: value!,
});

describe("pairwiseInterval()", () => {
  test.each(reference.pairwiseInterval)(
    "gives the interval of the reference's jackknife from $pairs.length pairs, to 1e-7 of its width",
    ({ pairs, mean, low, high }) => {
      const interval = pairwiseInterval(pairs.map(asPair));
      const tolerance = 1e-7 * (high - low);
      expect(Math.abs(interval.mean - mean)).toBeLessThan(tolerance);
      expect(Math.abs(interval.low - low)).toBeLessThan(tolerance);
      expect(Math.abs(interval.high - high)).toBeLessThan(tolerance);
    },
  );

  test("does not depend on the order of the pairs", () => {
    const pairs = reference.pairwiseInterval[1]!.pairs.map(asPair);
    const { mean, low, high } = pairwiseInterval(pairs);
    const reversed = pairwiseInterval([...pairs].reverse());
    expect(reversed.mean).toBeCloseTo(mean, 12);
    expect(reversed.low).toBeCloseTo(low, 12);
    expect(reversed.high).toBeCloseTo(high, 12);
  });

  const pairs = pairsOfRuns([0, 1, 2, 4], (a, b) => Math.abs(a - b));
  test.each<[string, PairValue[], string]>([
    ["no pairs", [], "Cannot give an interval over pairs of 1 runs: at least three runs are needed"],
    [
      "two runs",
      pairsOfRuns([1, 2], (a, b) => b - a),
      "Cannot give an interval over pairs of 2 runs: at least three runs are needed",
    ],
    [
      "a missing pair",
      pairs.slice(1),
      "Cannot give an interval from 5 different pairs of 4 runs in a list of 5: each of the 6 pairs is needed once",
    ],
    [
      "a pair that stands there twice",
      [...pairs, pairs[0]!],
      "Cannot give an interval from 6 different pairs of 4 runs in a list of 7: each of the 6 pairs is needed once",
    ],
    [
      "a pair twice in the place of another",
      [...pairs.slice(1), pairs[1]!],
      "Cannot give an interval from 5 different pairs of 4 runs in a list of 6: each of the 6 pairs is needed once",
    ],
    [
      "a value that is no number",
      pairs.map((pair) => (pair.first === 1 && pair.second === 3 ? { ...pair, value: Number.NaN } : pair)),
      "Cannot give an interval: runs 1 and 3 gave NaN",
    ],
  ])("refuses %s", (_, given, message) => {
    expect(() => pairwiseInterval(given)).toThrow(new RangeError(message));
  });
});

describe("the interval of pairwiseInterval()", () => {
  const normal = gaussian(randomFromText("coverage of pairwiseInterval"));
  const samples = 2000;

  /** How often the interval over pairs of n random runs holds the truth. Its standard error is about 0.006. */
  function coverage<T>(n: number, run: () => T, measure: (a: T, b: T) => number, truth: number): number {
    let held = 0;
    for (let i = 0; i < samples; i++) {
      const { low, high } = pairwiseInterval(pairsOfRuns(Array.from({ length: n }, run), measure));
      if (low <= truth && truth <= high) held++;
    }
    return held / samples;
  }

  // Nominally 0.95. The jackknife is exact only for many runs; with few, about 0.92 was found.
  test.each([4, 5, 8, 10, 20])("holds the true mean distance of two normal numbers, with %d runs", (n) => {
    const share = coverage(n, normal, (a, b) => Math.abs(a - b), 2 / Math.sqrt(Math.PI));
    expect(share).toBeGreaterThan(0.89);
    expect(share).toBeLessThan(0.98);
  });

  test.each([4, 5, 8, 10, 20])(
    "holds the true mean product of runs with a common part, with %d runs",
    (n) => {
      const run = () => [2 + normal(), 1 + normal(), normal()];
      const product = (a: number[], b: number[]) => a.reduce((sum, value, j) => sum + value * b[j]!, 0);
      const share = coverage(n, run, product, 5);
      expect(share).toBeGreaterThan(0.89);
      expect(share).toBeLessThan(0.98);
    },
  );

  // Here one run alone says nothing of the value of a pair, and the jackknife is too careful: about 0.99.
  test.each([4, 5, 8, 10])("holds the mean cosine 0 of unrelated runs more often, with %d runs", (n) => {
    const run = () => Matrix.from1DArray(5, 3, Array.from({ length: 15 }, normal));
    expect(coverage(n, run, meanCosine, 0)).toBeGreaterThan(0.96);
  });

  test("is far too narrow if pairs are taken for independent values", () => {
    let held = 0;
    for (let i = 0; i < samples; i++) {
      const runs = Array.from({ length: 10 }, normal);
      const values = pairsOfRuns(runs, (a, b) => Math.abs(a - b)).map(({ value }) => value);
      const { low, high } = meanInterval(values);
      if (low <= 2 / Math.sqrt(Math.PI) && 2 / Math.sqrt(Math.PI) <= high) held++;
    }
    expect(held / samples).toBeLessThan(0.85);
  });
});

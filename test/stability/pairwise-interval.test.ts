import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import {
  type Interval,
  mean,
  meanCosine,
  meanInterval,
  type PairValue,
  pairsOfRuns,
  pairwiseInterval,
} from "../../src/stability";
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

/** How runs come about, how two are compared, and what the mean over all pairs of such runs is. */
interface Model<T> {
  readonly run: () => T;
  readonly measure: (a: T, b: T) => number;
  readonly truth: number;
}

describe("the interval of pairwiseInterval()", () => {
  const random = randomFromText("coverage of pairwiseInterval");
  const normal = gaussian(random);
  const samples = 2000;

  /** How often an interval over pairs of n random runs holds the truth. Its standard error is about 0.005. */
  function coverage<T>(n: number, model: Model<T>, interval: (pairs: PairValue[]) => Interval): number {
    let held = 0;
    for (let i = 0; i < samples; i++) {
      const { low, high } = interval(pairsOfRuns(Array.from({ length: n }, model.run), model.measure));
      if (low <= model.truth && model.truth <= high) held++;
    }
    return held / samples;
  }

  const distance: Model<number> = {
    run: normal,
    measure: (a, b) => Math.abs(a - b),
    truth: 2 / Math.sqrt(Math.PI),
  };
  /** Scalar products of runs that all lie about one point. */
  const product = (...point: number[]): Model<number[]> => ({
    run: () => point.map((value) => value + normal()),
    measure: (a, b) => a.reduce((sum, value, j) => sum + value * b[j]!, 0),
    truth: point.reduce((sum, value) => sum + value ** 2, 0),
  });
  /** Each run adds its part, and most runs add about the same. */
  const outliers = (side: 1 | -1): Model<number> => ({
    run: () => side * (-Math.log(1 - random()) - 1),
    measure: (a, b) => a + b + normal() / 10,
    truth: 0,
  });

  // Nominally 0.95 everywhere. The bounds are the shares in 20,000 samples elsewhere, with four standard errors.
  describe.each<[string, (n: number) => number, number, number]>([
    ["mean distance of normal numbers", (n) => coverage(n, distance, pairwiseInterval), 0.925, 0.975],
    ["mean product", (n) => coverage(n, product(2, 1, 0), pairwiseInterval), 0.915, 0.97],
    [
      "mean product in many dimensions",
      (n) => coverage(n, product(...Array.from({ length: 30 }, () => 0.5)), pairwiseInterval),
      0.925,
      0.995,
    ],
    ["mean if few runs lie far above", (n) => coverage(n, outliers(1), pairwiseInterval), 0.88, 0.965],
    ["mean if few runs lie far below", (n) => coverage(n, outliers(-1), pairwiseInterval), 0.88, 0.965],
  ])("holds the true %s", (_, share, low, high) => {
    test.each([4, 5, 8, 10, 20])("with %d runs", (n) => {
      const held = share(n);
      expect(held).toBeGreaterThan(low);
      expect(held).toBeLessThan(high);
    });
  });

  // Here one run alone says nothing of the value of a pair, and the jackknife is too careful.
  test.each([4, 5, 8, 10])("holds the mean cosine 0 of unrelated runs more often, with %d runs", (n) => {
    const run = () => Matrix.from1DArray(5, 3, Array.from({ length: 15 }, normal));
    expect(coverage(n, { run, measure: meanCosine, truth: 0 }, pairwiseInterval)).toBeGreaterThan(0.96);
  });

  test("holds the truth more often than a symmetric one if few runs lie far above", () => {
    const n = 8;
    const symmetric = (pairs: PairValue[]) => {
      const own = Array.from({ length: n }, (_, run) =>
        mean(pairs.filter(({ first, second }) => first === run || second === run).map(({ value }) => value)),
      );
      // The pseudo-values of the jackknife, up to a constant.
      const { mean: centre, low, high } = meanInterval(own.map((value) => (2 * (n - 1) * value) / (n - 2)));
      const estimate = mean(pairs.map(({ value }) => value));
      return { mean: estimate, low: estimate + low - centre, high: estimate + high - centre };
    };
    const held = coverage(n, outliers(1), pairwiseInterval);
    expect(held).toBeGreaterThan(coverage(n, outliers(1), symmetric) + 0.01);
  });

  test("is far too narrow if pairs are taken for independent values", () => {
    const naive = (pairs: PairValue[]) => meanInterval(pairs.map(({ value }) => value));
    expect(coverage(10, distance, naive)).toBeLessThan(0.85);
  });

  test("cannot know of a group of runs that is not among them", () => {
    const groups: Model<number> = {
      run: () => (random() < 0.8 ? 0 : 1),
      measure: (a, b) => (a === b ? 0.9 : 0.6) + normal() / 100,
      truth: 0.9 - 0.3 * 2 * 0.8 * 0.2,
    };
    expect(coverage(4, groups, pairwiseInterval)).toBeLessThan(0.7);
  });
});

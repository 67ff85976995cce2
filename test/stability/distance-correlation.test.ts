import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { randomFromText } from "../../src/random";
import { distanceCorrelation, distanceRankCorrelation, mean } from "../../src/stability";
import { allOrders } from "./all-orders";
import reference from "./fixtures/metrics.json";
import { randomRun } from "./random-runs";
import { turned } from "./turned";

const never = () => {
  throw new Error("all pairs are ranked: none is drawn");
};
const byRank = (a: Matrix, b: Matrix) => distanceRankCorrelation(a, b, never);

describe.each(reference.cases)("of $name", (one) => {
  const [first, second] = [new Matrix(one.first), new Matrix(one.second)];

  test("distanceCorrelation() is numpy's, from all distances", () => {
    expect(distanceCorrelation(first, second)).toBeCloseTo(one.distanceCorrelation, 10);
    expect(distanceCorrelation(second, first)).toBeCloseTo(one.distanceCorrelation, 10);
  });

  test("distanceRankCorrelation() is scipy's", () => {
    expect(byRank(first, second)).toBeCloseTo(one.distanceRankCorrelation, 12);
    expect(byRank(second, first)).toBeCloseTo(one.distanceRankCorrelation, 12);
  });
});

describe.each([
  ["distanceCorrelation", distanceCorrelation],
  ["distanceRankCorrelation", byRank],
])("%s()", (_, score) => {
  test("cannot tell a run from its rotation", () => {
    const run = randomRun(40, 5, "run");
    expect(score(run, turned(run))).toBeCloseTo(1, 12);
  });

  test("is 0 on average over all ways to shuffle the words of one run", () => {
    const [first, second] = [randomRun(5, 2, "first"), randomRun(5, 3, "second")];
    const scores = allOrders(5).map((order) => score(first, second.selection(order, [0, 1, 2])));
    expect(Math.max(...scores.map(Math.abs))).toBeGreaterThan(0.3);
    expect(mean(scores)).toBeCloseTo(0, 12);
  });

  test("is not a number if all words are equally far from each other", () => {
    expect(score(Matrix.eye(6), randomRun(6, 2, "run"))).toBeNaN();
    expect(score(randomRun(6, 2, "run"), turned(Matrix.eye(6)))).toBeNaN();
  });

  test("refuses runs that cannot be compared", () => {
    const run = randomRun(12, 2, "run");
    expect(() => score(run, Matrix.ones(11, 2))).toThrow(/^Cannot compare 12 words with 11: /);
    expect(() => score(run.clone().set(3, 1, Number.NaN), run)).toThrow(
      /^Cannot compare the first run: row 3, column 1 is NaN/,
    );
    expect(() => score(run, run.clone().setRow(3, [0, 0]))).toThrow(
      new RangeError(
        "Cannot correlate distances: word 3 has a zero vector, which has no direction. Leave it out",
      ),
    );
    expect(() => score(Matrix.eye(2), Matrix.eye(2))).toThrow(
      new RangeError("Cannot correlate the distances between 2 words: at least three words are needed"),
    );
  });
});

describe("distanceRankCorrelation()", () => {
  const [first, second] = [randomRun(300, 8, "first"), randomRun(300, 8, "second")];
  const mixed = Matrix.add(first, second);
  const exact = byRank(first, mixed);

  test("of drawn pairs scatters about the exact value as its standard error says", () => {
    const pairs = 2000;
    const errors = Array.from({ length: 200 }, (_, i) => {
      return distanceRankCorrelation(first, mixed, randomFromText(`pairs ${i}`), pairs) - exact;
    });
    const error = Math.sqrt(mean(errors.map((value) => value ** 2)));
    const stated = (1 - exact ** 2) / Math.sqrt(pairs);
    expect(exact).toBeGreaterThan(0.4);
    expect(error / stated).toBeGreaterThan(0.8);
    expect(error / stated).toBeLessThan(1.25);
    expect(Math.abs(mean(errors))).toBeLessThan((4 * error) / Math.sqrt(200));
  });

  test("draws the same pairs from the same source of randomness", () => {
    const score = (text: string) => distanceRankCorrelation(first, mixed, randomFromText(text), 100);
    expect(score("a")).toBe(score("a"));
    expect(score("a")).not.toBe(score("b"));
  });

  test.each([2, 0, 10.5, Number.NaN])("refuses to rank %d pairs", (pairs) => {
    expect(() => distanceRankCorrelation(first, mixed, never, pairs)).toThrow(
      new RangeError(`Cannot rank ${pairs} pairs of words: a whole number from 3 on is needed`),
    );
  });

  test("says that it needs random numbers where it draws pairs", () => {
    const none = undefined as never;
    expect(() => distanceRankCorrelation(first, mixed, none, 100)).toThrow(
      new RangeError(
        "Cannot draw 100 pairs of 300 words without random numbers: give a source of them as the third argument, " +
          'such as randomStream(seedStreams(1), "bootstrap")',
      ),
    );
    expect(distanceRankCorrelation(first, mixed, none)).toBe(exact);
  });
});

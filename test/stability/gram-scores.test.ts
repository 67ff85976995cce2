import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { linearCKA, linearCKAFloor, mean, pipLoss } from "../../src/stability";
import { allOrders } from "./all-orders";
import reference from "./fixtures/metrics.json";
import { randomRun } from "./random-runs";
import { turned } from "./turned";

describe.each(reference.cases)("of $name", (one) => {
  const [first, second] = [new Matrix(one.first), new Matrix(one.second)];

  test("pipLoss() and linearCKA() are numpy's, from the V×V tables of their definitions", () => {
    for (const [a, b] of [
      [first, second],
      [second, first],
    ] as const) {
      const size = first.mmul(first.transpose()).norm("frobenius");
      expect(Math.abs(pipLoss(a, b) - one.pipLoss)).toBeLessThan(1e-7 * size);
      expect(linearCKA(a, b)).toBeCloseTo(one.linearCKA, 12);
    }
  });
});

describe("pipLoss()", () => {
  test("cannot tell a run from its rotation, within the rounding that it states", () => {
    const run = randomRun(50, 6, "run");
    const size = run.mmul(run.transpose()).norm("frobenius");
    expect(pipLoss(run, turned(run)) / size).toBeLessThan(1e-7);
  });

  test("takes runs of different dimensions: a column of zeros makes no difference", () => {
    const [first, second] = [randomRun(20, 3, "first"), randomRun(20, 3, "second")];
    const longer = new Matrix(second.to2DArray().map((row) => [...row, 0]));
    expect(pipLoss(first, longer)).toBeCloseTo(pipLoss(first, second), 10);
  });
});

describe("linearCKA()", () => {
  const run = randomRun(40, 5, "run");

  test("cannot tell a run from its rotation, scaled and moved", () => {
    const moved = turned(run).mul(0.01).addRowVector([1, 2, 3, 4, 5]);
    expect(linearCKA(run, moved)).toBeCloseTo(1, 12);
  });

  test("sees a stretching", () => {
    expect(linearCKA(run, run.clone().mulRowVector([1, 1, 1, 1, 9]))).toBeLessThan(0.8);
  });

  test("refuses a run whose vectors are all equal", () => {
    for (const constant of [Matrix.zeros(40, 2), Matrix.ones(40, 3).mul(0.1)]) {
      expect(() => linearCKA(run, constant)).toThrow(
        new RangeError(
          "Cannot compare a run whose vectors are all equal: nothing is left when their mean is taken away",
        ),
      );
    }
  });
});

describe("linearCKAFloor()", () => {
  test("is the mean of linearCKA() over all ways to shuffle the words", () => {
    const first = randomRun(5, 2, "first").addRowVector([3, 0]);
    const second = randomRun(5, 3, "second").mulRowVector([5, 1, 1]);
    const scores = allOrders(5).map((order) => linearCKA(first, second.selection(order, [0, 1, 2])));
    expect(mean(scores)).toBeCloseTo(linearCKAFloor(first, second), 12);
  });

  test("is about d/(V + d) for Gaussian runs, and lower for runs with few large directions", () => {
    const [V, d] = [400, 40];
    const [first, second] = [randomRun(V, d, "first"), randomRun(V, d, "second")];
    const floor = linearCKAFloor(first, second);
    expect(floor / (d / (V + d))).toBeCloseTo(1, 1);
    const uneven = first.clone().mulRowVector(Array.from({ length: d }, (_, j) => 0.8 ** j));
    expect(linearCKAFloor(uneven, second)).toBeLessThan(floor / 2);
  });
});

test.each([pipLoss, linearCKA, linearCKAFloor])("%o refuses runs that cannot be compared", (score) => {
  const run = randomRun(12, 2, "run");
  expect(() => score(run, randomRun(11, 2, "other"))).toThrow(/^Cannot compare 12 words with 11: /);
  expect(() => score(run, run.clone().set(3, 1, Number.NaN))).toThrow(
    /^Cannot compare the second run: row 3, column 1 is NaN/,
  );
});

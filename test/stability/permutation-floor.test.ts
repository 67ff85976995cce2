import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { procrustes } from "../../src/align";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { gaussianFloor, mean, meanCosine, permutationFloor } from "../../src/stability";
import { randomRun } from "./random-runs";

const alignedCosine = (first: Matrix, second: Matrix) =>
  meanCosine(procrustes(first, second).aligned, second);

describe("permutationFloor()", () => {
  test("of a run and its rotation is the floor of unrelated matrices, far below their own score", () => {
    const run = randomRun(200, 10, "run");
    const turned = run.mmul(randomOrthogonal(10, randomFromText("turn")));
    const floor = permutationFloor(run, turned, alignedCosine, randomFromText("floor"), 40);
    expect(alignedCosine(run, turned)).toBeCloseTo(1, 12);
    expect(mean(floor) / gaussianFloor(200, 10)).toBeGreaterThan(0.88);
    expect(mean(floor) / gaussianFloor(200, 10)).toBeLessThan(1);
    expect(Math.max(...floor)).toBeLessThan(0.4);
  });

  test("keeps a direction that all words share, and so lies higher for such runs", () => {
    const run = randomRun(200, 10, "run").addRowVector(Array.from({ length: 10 }, () => 1));
    const floor = permutationFloor(run, run, alignedCosine, randomFromText("floor"), 10);
    expect(Math.min(...floor)).toBeGreaterThan(1.5 * gaussianFloor(200, 10));
  });

  test("measures the first run as it is against the rows of the second in another order each time", () => {
    const [first, second] = [randomRun(7, 2, "first"), randomRun(7, 2, "second")];
    const rows = second.to2DArray();
    const orders: number[][] = [];
    const measure = (a: Matrix, b: Matrix) => {
      expect(a).toBe(first);
      orders.push(b.to2DArray().map((row) => rows.findIndex((other) => other[0] === row[0])));
      expect(b.to2DArray()).toEqual(orders.at(-1)!.map((row) => rows[row]));
      return orders.length;
    };
    expect(permutationFloor(first, second, measure, randomFromText("orders"), 5)).toEqual([1, 2, 3, 4, 5]);
    for (const order of orders) expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(new Set(orders.map(String)).size).toBe(5);
    expect(second.to2DArray()).toEqual(rows);
  });

  test("gives the same scores for the same source of randomness", () => {
    const [first, second] = [randomRun(20, 3, "first"), randomRun(20, 3, "second")];
    const scores = (text: string) => permutationFloor(first, second, meanCosine, randomFromText(text), 3);
    expect(scores("a")).toEqual(scores("a"));
    expect(scores("a")).not.toEqual(scores("b"));
  });

  test.each([0, -1, 1.5, Number.NaN])("refuses to shuffle %d times", (times) => {
    const run = Matrix.ones(3, 2);
    expect(() => permutationFloor(run, run, meanCosine, randomFromText("floor"), times)).toThrow(
      new RangeError(`Cannot shuffle ${times} times: a positive integer is needed`),
    );
  });
});

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { eigenspaceInstability, eigenspaceOverlap, mean } from "../../src/stability";
import reference from "./fixtures/metrics.json";
import { randomRun } from "./random-runs";

const withItself = (a: Matrix, b: Matrix, alpha?: number) => eigenspaceInstability(a, b, [a, b], alpha);

describe.each(reference.cases)("of $name", (one) => {
  const [first, second] = [new Matrix(one.first), new Matrix(one.second)];

  test("eigenspaceOverlap() is numpy's", () => {
    expect(eigenspaceOverlap(first, second)).toBeCloseTo(one.eigenspaceOverlap, 12);
    expect(eigenspaceOverlap(second, first)).toBeCloseTo(one.eigenspaceOverlap, 12);
  });

  test("eigenspaceInstability() is numpy's, from the V×V matrices of its definition", () => {
    for (const [alpha, expected] of one.eigenspaceInstability) {
      expect(withItself(first, second, alpha)).toBeCloseTo(expected!, 11);
      expect(withItself(second, first, alpha)).toBeCloseTo(expected!, 11);
    }
    const [, cubed] = one.eigenspaceInstability.find(([alpha]) => alpha === 3)!;
    expect(withItself(first, second)).toBeCloseTo(cubed!, 11);
  });
});

test("eigenspaceInstability() with anchors of other dimensions is numpy's", () => {
  const { first, second, anchors, eigenspaceInstability: expected } = reference.anchors;
  const [a, b] = anchors.map((anchor) => new Matrix(anchor)) as [Matrix, Matrix];
  expect(eigenspaceInstability(new Matrix(first), new Matrix(second), [a, b])).toBeCloseTo(expected, 11);
});

describe.each([
  ["eigenspaceOverlap", eigenspaceOverlap, 1],
  ["eigenspaceInstability", withItself, 0],
] as const)("%s()", (_, score, best) => {
  test("cannot tell a run from any invertible linear map of it, however much it stretches", () => {
    const run = randomRun(40, 3, "run");
    const map = new Matrix([
      [1, 5, 0],
      [0, 1e-6, 2],
      [0, 0, 1e6],
    ]);
    expect(score(run, run.mmul(map))).toBeCloseTo(best, 10);
  });

  test("is best if there are as many dimensions as words: every space is then the same", () => {
    expect(score(randomRun(5, 8, "first"), randomRun(5, 6, "second"))).toBeCloseTo(best, 12);
  });

  test("refuses runs that cannot be compared, and a run of zeros", () => {
    const run = randomRun(12, 2, "run");
    expect(() => score(run, Matrix.ones(11, 2))).toThrow(/^Cannot compare 12 words with 11: /);
    expect(() => score(run, run.clone().set(3, 1, Number.NaN))).toThrow(
      /^Cannot compare the second run: row 3, column 1 is NaN/,
    );
    expect(() => score(run, Matrix.zeros(12, 2))).toThrow(
      new RangeError("Cannot compare the space of a run whose vectors are all zero: it has none"),
    );
  });
});

test("by chance, eigenspaceOverlap() is min(d₁, d₂)/V, and eigenspaceInstability() 1 − d/V", () => {
  const [V, d, times] = [60, 12, 100];
  const run = (columns: number, text: string) => randomRun(V, columns, text);
  const average = (score: (i: number) => number) => mean(Array.from({ length: times }, (_, i) => score(i)));
  const overlap = average((i) => eigenspaceOverlap(run(d, `first ${i}`), run(30, `second ${i}`)));
  expect(overlap * 30).toBeCloseTo((d * 30) / V, 1);
  const instability = average((i) => withItself(run(d, `first ${i}`), run(d, `second ${i}`)));
  expect(instability).toBeCloseTo(1 - d / V, 2);
});

test("eigenspaceInstability() counts what the anchors hold: a difference elsewhere hardly matters", () => {
  const axes = (...which: number[]) =>
    new Matrix(which.map((axis) => Array.from({ length: 6 }, (_, i) => (i === axis ? 1 : 0)))).transpose();
  const anchor = axes(0, 1).mulRowVector([10, 1]);
  const unstable = (a: Matrix, b: Matrix) => eigenspaceInstability(a, b, [anchor, anchor]);
  expect(unstable(axes(0, 2), axes(0, 3))).toBeCloseTo(0, 12);
  expect(unstable(axes(0, 1), axes(0, 3))).toBeCloseTo(1 / (1e6 + 1), 12);
  expect(unstable(axes(0, 1), axes(3, 1))).toBeCloseTo(1e6 / (1e6 + 1), 12);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])(
  "eigenspaceInstability() refuses the power %d",
  (alpha) => {
    const run = randomRun(5, 2, "run");
    expect(() => withItself(run, run, alpha)).toThrow(
      new RangeError(`Cannot weight directions with the power ${alpha}: a number from 0 on is needed`),
    );
  },
);

test("eigenspaceInstability() needs anchors of the same words", () => {
  const run = randomRun(5, 2, "run");
  expect(() => eigenspaceInstability(run, run, [run, randomRun(4, 2, "other")])).toThrow(
    /^Cannot compare 5 words with 4: /,
  );
});

test.each([[], [[]], [[randomRun(5, 2, "one")]]])(
  "eigenspaceInstability() says that it needs two anchors",
  (...given) => {
    const run = randomRun(5, 2, "run");
    const plain: (...given: unknown[]) => unknown = eigenspaceInstability as never;
    expect(() => plain(run, run, ...given)).toThrow(
      new RangeError(
        "Cannot compare the spaces of two runs without two anchors: give two runs that stand for what can be known of the " +
          "words as the third argument, [E, Ẽ]",
      ),
    );
  },
);

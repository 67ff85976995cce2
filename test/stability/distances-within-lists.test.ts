import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { neighbourLists } from "../../src/embedding";
import { correlation, distancesWithinLists, mean } from "../../src/stability";
import { allOrders } from "./all-orders";
import { randomRun } from "./random-runs";
import { turned } from "./turned";

const [first, second] = [randomRun(40, 5, "first"), randomRun(40, 3, "second")];
const lists = neighbourLists(first, 6);

test("distancesWithinLists() is the correlation of the distances from the word to those in its list", () => {
  const distance = (run: Matrix, a: number, b: number) => {
    const [x, y] = [run.getRowVector(a), run.getRowVector(b)];
    return 1 - x.dot(y) / (x.norm("frobenius") * y.norm("frobenius"));
  };
  const found = distancesWithinLists(first, second, lists);
  expect(found).toHaveLength(40);
  for (const [word, value] of found.entries()) {
    const near = [...lists.rows.subarray(6 * word, 6 * word + 6)];
    const [ones, others] = [first, second].map((run) => near.map((other) => distance(run, word, other)));
    expect(value).toBeCloseTo(correlation(ones!, others!), 12);
  }
});

test("distancesWithinLists() cannot tell a run from its rotation", () => {
  for (const value of distancesWithinLists(first, turned(first), lists)) expect(value).toBeCloseTo(1, 9);
});

test("distancesWithinLists() is 0 on average over all ways to shuffle the words of one run", () => {
  const [one, other] = [randomRun(5, 2, "one"), randomRun(5, 3, "other")];
  const near = neighbourLists(one, 3);
  const scores = allOrders(5).map((order) =>
    mean(distancesWithinLists(one, other.selection(order, [0, 1, 2]), near)),
  );
  expect(Math.max(...scores.map(Math.abs))).toBeGreaterThan(0.3);
  expect(mean(scores)).toBeCloseTo(0, 12);
});

test("distancesWithinLists() is not a number for a word whose neighbours are equally far", () => {
  const cross = new Matrix([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  expect(distancesWithinLists(cross, cross, neighbourLists(cross, 2))[0]).toBeNaN();
});

test("distancesWithinLists() refuses what does not belong together", () => {
  expect(() => distancesWithinLists(first, randomRun(39, 3, "second"), lists)).toThrow(
    /^Cannot compare 40 words with 39: /,
  );
  expect(() => distancesWithinLists(first, second, neighbourLists(randomRun(30, 2, "short"), 6))).toThrow(
    "Cannot compare distances within the lists of 30 words in runs of 40: all need the same vocabulary in the same order",
  );
});

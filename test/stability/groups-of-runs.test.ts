import { describe, expect, test } from "vitest";
import { randomFromText, shuffle } from "../../src/random";
import { groupsOfRuns, pairsOfRuns } from "../../src/stability";

const distance = (a: number, b: number) => Math.abs(a - b);
const groups = (values: number[], limit: number) => groupsOfRuns(pairsOfRuns(values, distance), limit);

describe("groupsOfRuns()", () => {
  test("joins runs that a chain of small differences connects", () => {
    expect(groups([0, 3, 1, 10, 2, 11], 1.5)).toEqual([
      [0, 1, 2, 4],
      [3, 5],
    ]);
  });

  test("puts the larger group first, and of equally large ones that with the first run", () => {
    expect(groups([5, 0, 0, 9, 5, 9, 9], 1)).toEqual([
      [3, 5, 6],
      [0, 4],
      [1, 2],
    ]);
  });

  test("joins nothing that differs by exactly the limit", () => {
    expect(groups([0, 1, 2], 1)).toEqual([[0], [1], [2]]);
  });

  test("joins nothing whose difference is not a number", () => {
    expect(groups([0, Number.NaN, 0.1], 1)).toEqual([[0, 2], [1]]);
  });

  test("does not depend on the order of the pairs", () => {
    const pairs = pairsOfRuns([0, 3, 1, 10, 2, 11, 20, 21], distance);
    const expected = groupsOfRuns(pairs, 1.5);
    const random = randomFromText("orders");
    for (let i = 0; i < 50; i++) expect(groupsOfRuns(shuffle(pairs, random), 1.5)).toEqual(expected);
  });
});

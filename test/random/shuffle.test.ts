import { expect, test } from "vitest";
import { randomFromText, shuffle } from "../../src/random";
import { chiSquare } from "./statistics";

test("shuffle() gives all 24 orders of four things equally often", () => {
  const random = randomFromText("shuffle.test");
  const counts = new Map<string, number>();
  for (let i = 0; i < 24_000; i++) {
    const order = shuffle(["a", "b", "c", "d"], random).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  // Chi-square with 23 degrees of freedom: exceeds 49.7 with probability 0.001.
  expect(chiSquare([...counts.values()])).toBeLessThan(49.7);
});

test("shuffle() leaves the list as it is", () => {
  const list = Object.freeze([1, 2, 3, 4, 5, 6]);
  const shuffled = shuffle(list, randomFromText("any"));
  expect(list).toEqual([1, 2, 3, 4, 5, 6]);
  expect(shuffled.slice().sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test("shuffle() takes an empty list and a list of one", () => {
  expect(shuffle([], randomFromText("any"))).toEqual([]);
  expect(shuffle(["one"], randomFromText("any"))).toEqual(["one"]);
});

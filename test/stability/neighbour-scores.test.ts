import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { type NeighbourLists, neighbourLists } from "../../src/embedding";
import { randomFromText, shuffle } from "../../src/random";
import {
  jaccardFloor,
  jointReliability,
  jointReliabilityInterval,
  mean,
  neighbourJaccard,
  neighbourOverlap,
  overlapFloor,
  pairsOfRuns,
  pairwiseInterval,
} from "../../src/stability";
import { allOrders } from "./all-orders";
import reference from "./fixtures/metrics.json";
import { randomRun } from "./random-runs";
import { turned } from "./turned";

const lists = (run: number[][] | Matrix, k: number) => neighbourLists(new Matrix(run as number[][]), k);
const shuffledRows = (run: Matrix, order: readonly number[]) =>
  run.selection(
    [...order],
    Array.from({ length: run.columns }, (_, j) => j),
  );

describe.each(reference.cases)("of $name", ({ first, second, k, ...expected }) => {
  const [a, b] = [lists(first, k), lists(second, k)];

  test("neighbourOverlap() and neighbourJaccard() are numpy's, in both directions", () => {
    expect(neighbourOverlap(a, b)).toEqual(expected.neighbourOverlap);
    expect(neighbourOverlap(b, a)).toEqual(expected.neighbourOverlap);
    for (const [word, value] of expected.neighbourJaccard.entries()) {
      expect(neighbourJaccard(a, b)[word]).toBeCloseTo(value, 14);
      expect(neighbourJaccard(b, a)[word]).toBeCloseTo(value, 14);
    }
  });

  test("neighbourJaccard() is o/(2 − o) of neighbourOverlap()", () => {
    const jaccard = neighbourJaccard(a, b);
    for (const [word, overlap] of neighbourOverlap(a, b).entries())
      expect(jaccard[word]).toBeCloseTo(overlap / (2 - overlap), 14);
  });
});

describe("jointReliability()", () => {
  const { runs, k, reliability } = reference.jointReliability;
  const several = runs.map((run) => lists(run, k));

  test("of four runs is numpy's", () => {
    expect(several).toHaveLength(4);
    const found = jointReliability(several);
    expect(found).toHaveLength(reliability.length);
    for (const [word, value] of reliability.entries()) expect(found[word]).toBeCloseTo(value, 14);
  });

  test("of two runs is neighbourJaccard()", () => {
    expect(jointReliability(several.slice(0, 2))).toEqual(neighbourJaccard(several[0]!, several[1]!));
  });

  test("never rises with one more run, and not at all with one that is there already", () => {
    const three = jointReliability(several.slice(0, 3));
    expect(jointReliability([...several.slice(0, 3), several[0]!])).toEqual(three);
    for (const [word, value] of jointReliability(several).entries())
      expect(value).toBeLessThanOrEqual(three[word]!);
  });
});

test("runs that differ by a rotation have all neighbours in common", () => {
  const run = randomRun(60, 4, "run");
  const all = [run, turned(run, "a"), turned(run, "b")].map((one) => neighbourLists(one, 7));
  expect(new Set(jointReliability(all))).toEqual(new Set([1]));
  expect(new Set(neighbourOverlap(all[0]!, all[2]!))).toEqual(new Set([1]));
});

describe("over all ways to shuffle the words,", () => {
  const runs = ["a", "b", "c"].map((text) => randomRun(5, 2, text));
  const orders = allOrders(5);
  const shuffledLists = (run: Matrix, k: number) => orders.map((order) => lists(shuffledRows(run, order), k));

  test.each([1, 2, 3, 4])("overlapFloor() and jaccardFloor() are the mean of %d neighbours", (k) => {
    const first = lists(runs[0]!, k);
    const others = shuffledLists(runs[1]!, k);
    const average = (score: (a: NeighbourLists, b: NeighbourLists) => number[]) =>
      mean(others.flatMap((other) => score(first, other)));
    expect(average(neighbourOverlap)).toBeCloseTo(overlapFloor(5, k), 12);
    expect(average(neighbourJaccard)).toBeCloseTo(jaccardFloor(5, k), 12);
  });

  test.each([1, 2, 3])("jaccardFloor() of three runs is the mean of %d neighbours", (k) => {
    const [second, third] = [shuffledLists(runs[1]!, k), shuffledLists(runs[2]!, k)];
    const first = lists(runs[0]!, k);
    const found = second.flatMap((b) => third.map((c) => mean(jointReliability([first, b, c]))));
    expect(mean(found)).toBeCloseTo(jaccardFloor(5, k, 3), 12);
  });
});

describe("jaccardFloor()", () => {
  test("of many words and runs is what random lists have", () => {
    const random = randomFromText("random lists");
    const others = [...Array(29).keys()];
    const jaccard = Array.from({ length: 20_000 }, () => {
      const sets = [0, 1, 2, 3].map(() => new Set(shuffle(others, random).slice(0, 20)));
      const common = others.filter((word) => sets.every((set) => set.has(word))).length;
      return common / others.filter((word) => sets.some((set) => set.has(word))).length;
    });
    expect(Math.abs(mean(jaccard) - jaccardFloor(30, 20, 4))).toBeLessThan(0.002);
  });

  test("stays finite for vocabularies and lists of any size", () => {
    expect(jaccardFloor(1_000_000, 100)).toBeCloseTo(100 / 2 / 1e6, 6);
    expect(jaccardFloor(101, 100, 10)).toBeCloseTo(1, 10);
    expect(jaccardFloor(10_000, 10, 10)).toBeLessThan(1e-25);
  });

  test.each([1, 0, 2.5])("refuses %d runs", (runs) => {
    expect(() => jaccardFloor(10, 2, runs)).toThrow(
      new RangeError(`Cannot give the chance floor for ${runs} runs: a whole number from 2 on is needed`),
    );
  });
});

test.each([overlapFloor, jaccardFloor])("%o refuses lists that no word can have", (floor) => {
  for (const [words, k] of [
    [10, 10],
    [10, 0],
    [10, 1.5],
    [Number.NaN, 3],
  ] as const) {
    expect(() => floor(words, k)).toThrow(
      new RangeError(
        `Cannot give the chance floor of ${k} neighbours among ${words} words: whole numbers with 1 ≤ k < V are needed`,
      ),
    );
  }
});

describe("jointReliabilityInterval()", () => {
  const runs = Array.from({ length: 5 }, (_, i) => {
    const shared = randomRun(60, 4, "shared");
    return neighbourLists(Matrix.add(shared, Matrix.mul(randomRun(60, 4, `own ${i}`), 0.3)), 6);
  });

  test("of two runs at a time is pairwiseInterval() of neighbourJaccard()", () => {
    const pairs = pairsOfRuns(runs, (a, b) => mean(neighbourJaccard(a, b)));
    const expected = pairwiseInterval(pairs);
    const { mean: centre, low, high } = jointReliabilityInterval(runs, 2);
    expect(centre).toBeCloseTo(expected.mean, 12);
    expect(low).toBeCloseTo(expected.low, 12);
    expect(high).toBeCloseTo(expected.high, 12);
  });

  test("of all runs but one is about the mean of what each choice has", () => {
    const each = runs.map((_, out) => mean(jointReliability(runs.filter((_, run) => run !== out))));
    const { mean: centre, low, high } = jointReliabilityInterval(runs, 4);
    expect(centre).toBeCloseTo(mean(each), 12);
    expect(low).toBeLessThan(centre);
    expect(high).toBeGreaterThan(centre);
  });

  test("needs at least three runs, and fewer runs at a time than there are", () => {
    expect(() => jointReliabilityInterval(runs.slice(0, 2), 2)).toThrow(
      new RangeError("Cannot give an interval over choices of 2 runs: at least three runs are needed"),
    );
    for (const size of [1, 5, 2.5]) {
      expect(() => jointReliabilityInterval(runs, size)).toThrow(
        new RangeError(
          `Cannot give an interval over choices of ${size} of 5 runs: a whole number from 2 to 4 is needed`,
        ),
      );
    }
  });
});

describe("lists that cannot be compared", () => {
  const run = randomRun(10, 3, "run");

  test.each<[string, NeighbourLists]>([
    ["6 of 9", neighbourLists(randomRun(9, 3, "other"), 6)],
    ["5 of 10", neighbourLists(run, 5)],
  ])("are refused: %s", (text, other) => {
    const message =
      `Cannot compare 6 neighbours of each of 10 words with ${text}: ` +
      "all runs need the same vocabulary in the same order, and equally long lists";
    const first = neighbourLists(run, 6);
    expect(() => neighbourOverlap(first, other)).toThrow(new RangeError(message));
    expect(() => neighbourJaccard(first, other)).toThrow(new RangeError(message));
    expect(() => jointReliability([first, first, other])).toThrow(new RangeError(message));
  });

  test("are too few", () => {
    expect(() => jointReliability([neighbourLists(run, 6)])).toThrow(
      new RangeError("Cannot compare the neighbours of 1 runs with each other: at least two are needed"),
    );
  });
});

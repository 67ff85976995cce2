import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { neighbourLists } from "../../src/embedding";
import { gaussian, randomFromText } from "../../src/random";
import {
  cosineNoise,
  leadingOverlaps,
  mean,
  neighbourOverlap,
  overlapFloor,
  overlapUnderNoise,
  pairsOfRuns,
} from "../../src/stability";
import reference from "./fixtures/uses.json";
import { randomRun } from "./random-runs";

const runs = reference.runs.map((run) => new Matrix(run));

describe("cosineNoise()", () => {
  test("is numpy's, by its definition", () => {
    const found = cosineNoise(runs, [...reference.noise.keys()], 4);
    for (const [row, { noise, lead }] of reference.noise.entries()) {
      expect(found[row]!.noise).toBeCloseTo(noise, 12);
      expect(found[row]!.lead).toBeCloseTo(lead, 12);
      expect(found[row]!.means[row]).toBe(Number.NEGATIVE_INFINITY);
    }
  });

  test("needs two runs of the same words, and three times as many others as places", () => {
    expect(() => cosineNoise(runs.slice(0, 1), [0], 4)).toThrow(
      new RangeError("Cannot tell noise in 1 runs: at least two are needed"),
    );
    expect(() => cosineNoise([runs[0]!, randomRun(59, 5, "other")], [0], 4)).toThrow(
      /^Cannot compare 60 words /,
    );
    expect(() => cosineNoise(runs, [0], 20)).toThrow(
      /^Cannot find the 60 nearest neighbours among 60 words: /,
    );
  });
});

describe("overlapUnderNoise()", () => {
  const random = randomFromText("noise");
  const average = (noise: number, means: number[]) =>
    mean(Array.from({ length: 400 }, () => overlapUnderNoise(means, noise, 10, random)));

  test("is 1 without noise, and falls to the chance floor with more and more of it", () => {
    const means = Array.from({ length: 101 }, (_, i) => (i === 0 ? Number.NEGATIVE_INFINITY : i / 100));
    expect(average(0, means)).toBe(1);
    expect(average(0.02, means)).toBeLessThan(0.95);
    expect(average(0.02, means)).toBeGreaterThan(average(0.1, means));
    expect(average(1e6, means)).toBeCloseTo(overlapFloor(101, 10), 1);
  });

  test("foretells the overlap of runs that differ by noise in their vectors", () => {
    const [words, dimension] = [300, 40];
    const common = randomRun(words, dimension, "common");
    const noisy = Array.from({ length: 6 }, (_, run) => {
      const normal = gaussian(randomFromText(`run ${run}`));
      return common.clone().apply(function (this: Matrix, i, j) {
        this.set(i, j, this.get(i, j) + 0.5 * normal());
      });
    });
    const lists = noisy.map((run) => neighbourLists(run, 10));
    const measured = mean(
      pairsOfRuns(lists, (a, b) => mean(neighbourOverlap(a, b))).map(({ value }) => value),
    );
    const foretold = mean(
      cosineNoise(noisy, [...Array(words).keys()], 10).map(({ means, noise }) =>
        overlapUnderNoise(means, noise, 10, random),
      ),
    );
    expect(measured).toBeLessThan(0.8);
    expect(Math.abs(foretold - measured)).toBeLessThan(0.04);
  });
});

describe("leadingOverlaps()", () => {
  test("are numpy's", () => {
    for (const [other, expected] of [
      [runs[1]!, reference.leading],
      [new Matrix(reference.wide), reference.leadingWide],
    ] as const) {
      const found = leadingOverlaps(runs[0]!, other);
      expect(found).toHaveLength(expected.length);
      for (const [j, overlap] of expected.entries()) expect(found[j]).toBeCloseTo(overlap, 11);
    }
  });

  test("of random spaces are j/V on average", () => {
    const [words, dimension, times] = [50, 4, 200];
    const all = Array.from({ length: times }, (_, i) =>
      leadingOverlaps(randomRun(words, dimension, `a ${i}`), randomRun(words, dimension, `b ${i}`)),
    );
    for (let j = 0; j < dimension; j++)
      expect(mean(all.map((values) => values[j]!))).toBeCloseTo((j + 1) / words, 2);
  });

  test("refuse a run of zeros", () => {
    expect(() => leadingOverlaps(runs[0]!, Matrix.zeros(60, 5))).toThrow(/vectors are all zero/);
  });
});

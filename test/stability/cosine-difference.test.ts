import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { gaussian, randomFromText, randomOrthogonal } from "../../src/random";
import {
  cosineDifference,
  pairsOfRuns,
  varianceComponents,
  varianceComponentsOfPairs,
} from "../../src/stability";

const random = randomFromText("cosine difference");
const normal = gaussian(random);
const run = (words: number, d: number) =>
  new Matrix(Array.from({ length: words }, () => Array.from({ length: d }, normal)));

/** The cosines of all pairs of words, one by one. */
function cosines(vectors: Matrix): number[] {
  const rows = vectors.to2DArray();
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, j) => sum + value * b[j]!, 0);
  return pairsOfRuns(rows, (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))).map(({ value }) => value);
}

describe("cosineDifference()", () => {
  test.each([
    [2, 3, 3],
    [9, 4, 2],
    [40, 7, 7],
  ])("is what the plain loop over all pairs of %d words gives", (words, d1, d2) => {
    const [first, second] = [run(words, d1), run(words, d2)];
    const [a, b] = [cosines(first), cosines(second)];
    const plain = a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0) / a.length;
    expect(Math.abs(cosineDifference(first, second) / plain - 1)).toBeLessThan(1e-12);
  });

  test("sees no rotation and no length, and is 0 for a run with itself, to rounding", () => {
    const first = run(30, 5);
    const turned = first.mmul(randomOrthogonal(5, random)).mulColumnVector(run(30, 1).abs());
    expect(cosineDifference(first, turned)).toBeLessThan(1e-14);
    expect(cosineDifference(first, first)).toBeGreaterThanOrEqual(0);
  });

  test("gives the same components as the cosines themselves", () => {
    const runs = [0, 1, 2].map(() => [0, 1, 2, 3].map(() => run(12, 3)));
    const flat = runs.flatMap((row, seed) => row.map((vectors, sample) => ({ seed, sample, vectors })));
    const pairs = pairsOfRuns(flat, (a, b) => ({
      firstSeed: a.seed,
      firstSample: a.sample,
      secondSeed: b.seed,
      secondSample: b.sample,
      value: cosineDifference(a.vectors, b.vectors),
    }));
    const found = varianceComponentsOfPairs(pairs.map(({ value }) => value));
    const expected = varianceComponents(runs.map((row) => row.map(cosines)));
    expect(found.seedShare.mean).toBeCloseTo(expected.seedShare.mean, 10);
    expect(found.sample.low).toBeCloseTo(expected.sample.low, 10);
  });

  test("refuses one word, other words, and a zero vector", () => {
    expect(() => cosineDifference(run(1, 2), run(1, 2))).toThrow(
      new RangeError("Cannot compare the cosines between words of 1 word: at least two words are needed"),
    );
    expect(() => cosineDifference(run(3, 2), run(4, 2))).toThrow(RangeError);
    expect(() =>
      cosineDifference(
        run(2, 2),
        new Matrix([
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toThrow(RangeError);
  });
});

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { meanCosine, wordCosines } from "../../src/stability";
import reference from "./fixtures/statistics.json";

describe.each(reference.twoRuns)("of two runs of $first.length words", (runs) => {
  const [first, second] = [new Matrix(runs.first), new Matrix(runs.second)];

  test("wordCosines() are scipy's", () => {
    const cosines = wordCosines(first, second);
    expect(cosines).toHaveLength(runs.wordCosines.length);
    for (const [word, cosine] of runs.wordCosines.entries()) expect(cosines[word]).toBeCloseTo(cosine, 14);
  });

  test("wordCosines() do not change with the lengths of the vectors", () => {
    const stretched = first.clone();
    for (let word = 0; word < first.rows; word++) stretched.mulRow(word, word + 0.5);
    const [before, after] = [wordCosines(first, second), wordCosines(stretched, second)];
    for (const [word, cosine] of before.entries()) expect(after[word]).toBeCloseTo(cosine, 14);
  });

  test("meanCosine() is their mean", () => {
    expect(meanCosine(first, second)).toBeCloseTo(runs.meanCosine, 14);
  });
});

describe("a zero vector", () => {
  const run = Matrix.ones(3, 2);
  const withZero = run.clone().setRow(1, [0, 0]);

  test("has no cosine in wordCosines()", () => {
    const cosines = wordCosines(run, withZero);
    expect(cosines[1]).toBeNaN();
    expect(cosines[0]).toBeCloseTo(1, 14);
  });

  test("is named by meanCosine()", () => {
    const message =
      "Cannot take the mean cosine: word 1 has a zero vector, which has no direction. Leave it out";
    expect(() => meanCosine(run, withZero)).toThrow(new RangeError(message));
    expect(() => meanCosine(withZero, run)).toThrow(new RangeError(message));
  });
});

test.each([wordCosines, meanCosine])("%o refuses runs that cannot be compared", (cosines) => {
  const run = Matrix.ones(3, 2);
  expect(() => cosines(run, Matrix.ones(4, 2))).toThrow(/^Cannot compare 3 words with 4: /);
  expect(() => cosines(run, Matrix.ones(3, 5))).toThrow(
    /^Cannot compare vectors of dimension 2 with vectors of dimension 5: /,
  );
  expect(() => cosines(run, run.clone().set(2, 1, Number.POSITIVE_INFINITY))).toThrow(
    /^Cannot compare the second run: row 2, column 1 is Infinity\. /,
  );
});

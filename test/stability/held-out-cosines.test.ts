import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { procrustes } from "../../src/align";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { heldOutCosines, mean, wordCosines } from "../../src/stability";
import { randomRun } from "./random-runs";

describe("heldOutCosines()", () => {
  test.each([8, 9, 50])("are 1 for %d words and a rotation of them", (words) => {
    const run = randomRun(words, 4, "run");
    const turned = run.mmul(randomOrthogonal(4, randomFromText("turn")));
    const cosines = heldOutCosines(run, turned, randomFromText("halves"));
    expect(cosines).toHaveLength(words);
    for (const cosine of cosines) expect(cosine).toBeCloseTo(1, 12);
  });

  test("are 0 on average for unrelated runs, where the fitted ones are not", () => {
    const [V, d] = [400, 10];
    const averages = Array.from({ length: 20 }, (_, i) => {
      const [first, second] = [randomRun(V, d, `first ${i}`), randomRun(V, d, `second ${i}`)];
      const fitted = mean(wordCosines(procrustes(first, second).aligned, second));
      expect(fitted).toBeGreaterThan(0.08);
      return mean(heldOutCosines(first, second, randomFromText(`halves ${i}`)));
    });
    // The cosine of two random directions has variance 1/d: five standard errors over all words.
    expect(Math.abs(mean(averages))).toBeLessThan(5 / Math.sqrt(20 * V * d));
  });

  test("belong to the rows in their order: one word that moved alone is the one that stands out", () => {
    const run = randomRun(40, 3, "run");
    const turned = run.mmul(randomOrthogonal(3, randomFromText("turn")));
    turned.setRow(
      17,
      turned.getRow(17).map((value) => -0.001 * value),
    );
    const cosines = heldOutCosines(run, turned, randomFromText("halves"));
    expect(cosines[17]).toBeLessThan(-0.99);
    for (const [word, cosine] of cosines.entries()) if (word !== 17) expect(cosine).toBeGreaterThan(0.99);
  });

  test("come from a rotation that the word had no part in", () => {
    // Word 0 is so long that, wherever it is fitted, it alone decides the rotation, and its cosine would be near 1.
    const [first, second] = [randomRun(20, 2, "first"), randomRun(20, 2, "second")];
    const angle = 2;
    first.setRow(0, [1000, 0]);
    second.setRow(0, [1000 * Math.cos(angle), 1000 * Math.sin(angle)]);
    const rest = [...Array(19).keys()].map((k) => k + 1);
    for (const row of rest) second.setRow(row, first.getRow(row));
    expect(wordCosines(procrustes(first, second).aligned, second)[0]).toBeGreaterThan(0.99);
    const heldOut = heldOutCosines(first, second, randomFromText("halves"))[0]!;
    expect(heldOut).toBeCloseTo(Math.cos(angle), 12);
  });

  test("are the same for the same source of randomness", () => {
    const [first, second] = [randomRun(20, 3, "first"), randomRun(20, 3, "second")];
    const scores = (text: string) => heldOutCosines(first, second, randomFromText(text));
    expect(scores("a")).toEqual(scores("a"));
    expect(scores("a")).not.toEqual(scores("b"));
  });

  test("need half of the words to be as many as the dimensions", () => {
    const run = randomRun(7, 4, "run");
    expect(() => heldOutCosines(run, run, randomFromText("halves"))).toThrow(
      new RangeError("Cannot fit a rotation in 4 dimensions on half of 7 words: at least 8 words are needed"),
    );
  });

  test("refuse runs that cannot be compared", () => {
    const run = randomRun(10, 2, "run");
    const broken = run.clone().set(4, 1, Number.NaN);
    const random = randomFromText("halves");
    expect(() => heldOutCosines(run, Matrix.ones(11, 2), random)).toThrow(/^Cannot align 10 words with 11: /);
    expect(() => heldOutCosines(run, Matrix.ones(10, 3), random)).toThrow(
      /^Cannot align vectors of dimension 2 with vectors of dimension 3: /,
    );
    expect(() => heldOutCosines(run, broken, random)).toThrow(
      /^Cannot align the second run: row 4, column 1 is NaN\. /,
    );
  });
});

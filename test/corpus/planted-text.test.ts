import { expect, test } from "vitest";
import { countFollowing, plantedLanguage, plantedText } from "../../src/corpus";
import { randomFromText } from "../../src/random";

const size = 12;
const language = plantedLanguage({ words: size, spread: [1, 0.7], zipf: 1 }, randomFromText("language"));
const text = (name: string) => plantedText(language, randomFromText(name));

/** Σ (observed − expected)² / expected, which is about its degrees of freedom if the expectation is right. */
function chiSquare(observed: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Array.from(observed).reduce((sum, n, k) => sum + (n - expected[k]!) ** 2 / expected[k]!, 0);
}

test("each word follows the one before it as often as the language says", () => {
  const { counts } = countFollowing(text("long"), size, [200_000])[0]!;
  for (let w = 0; w < size; w++) {
    const row = counts.subarray(w * size, (w + 1) * size);
    const occurrences = row.reduce((sum, n) => sum + n, 0);
    const expected = language.transitions
      .subarray(w * size, (w + 1) * size)
      .map((chance) => chance * occurrences);
    // 11 degrees of freedom: exceeded once in 100,000 times.
    expect(chiSquare(row, expected)).toBeLessThan(42);
  }
});

test("the first word is drawn by its frequency", () => {
  const firsts = new Float64Array(size);
  for (let k = 0; k < 5000; k++) firsts[text(`text ${k}`)()]!++;
  const expected = language.frequencies.map((share) => 5000 * share);
  expect(chiSquare(firsts, expected)).toBeLessThan(42);
});

test("the same random numbers give the same text", () => {
  const read = (name: string) => {
    const next = text(name);
    return Array.from({ length: 100 }, next);
  };
  expect(read("a")).toEqual(read("a"));
  expect(read("a")).not.toEqual(read("b"));
});

test("numbers at the ends of their range give words", () => {
  for (const value of [0, 1 - 2 ** -53]) {
    const next = plantedText(language, () => value);
    for (let k = 0; k < 5; k++) expect([0, size - 1]).toContain(next());
  }
});

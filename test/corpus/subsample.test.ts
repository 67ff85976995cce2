import { describe, expect, test } from "vitest";
import { buildVocabulary, subsample } from "../../src/corpus";
import { randomFromText } from "../../src/random";

// 80 % "the", 20 % "cat", in 1000 documents of 100 words, and one word outside the vocabulary in each.
const document = [...Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? "cat" : "the")), "rare"];
const corpus = { name: "the cat", documents: Array.from({ length: 1000 }, () => document) };
const vocabulary = buildVocabulary(corpus, { minCount: 2000 });

function countIn(documents: readonly (readonly string[])[], word: string): number {
  return documents.reduce((sum, words) => sum + words.filter((other) => other === word).length, 0);
}

describe("subsample()", () => {
  test("keeps each word with probability √(t/f) + t/f, where f leaves out words outside the vocabulary", () => {
    const { documents } = subsample(corpus, vocabulary, 0.01, randomFromText("subsample.test"));
    const kept = (f: number) => Math.sqrt(0.01 / f) + 0.01 / f;
    // Binomial: four standard errors of 80,000 and 20,000 draws.
    expect(Math.abs(countIn(documents, "the") / 80_000 - kept(0.8))).toBeLessThan(0.0047);
    expect(Math.abs(countIn(documents, "cat") / 20_000 - kept(0.2))).toBeLessThan(0.0125);
    expect(countIn(documents, "rare")).toBe(0);
  });

  test("keeps every occurrence where the probability exceeds 1", () => {
    const { documents } = subsample(corpus, vocabulary, 0.2, randomFromText("subsample.test"));
    expect(countIn(documents, "cat")).toBe(20_000);
    expect(countIn(documents, "the")).toBeLessThan(80_000);
  });

  test("keeps the order of the words", () => {
    const numbered = { name: "n", documents: [Array.from({ length: 500 }, (_, i) => `w${1000 + i}`)] };
    const all = buildVocabulary(numbered, { minCount: 1 });
    const [words] = subsample(numbered, all, 1e-4, randomFromText("order")).documents;
    expect(words!.length).toBeGreaterThan(50);
    expect(words).toEqual(words!.slice().sort());
  });

  test.each([0, -1, Number.NaN])("refuses a threshold of %d", (threshold) => {
    expect(() => subsample(corpus, vocabulary, threshold, Math.random)).toThrow(
      `Cannot subsample with threshold ${threshold}: the threshold is above 0, such as 1e-3`,
    );
  });
});

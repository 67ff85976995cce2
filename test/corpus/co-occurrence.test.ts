import { describe, expect, test } from "vitest";
import { buildVocabulary, type Corpus, countCooccurrence, encode } from "../../src/corpus";
import { randomFromText } from "../../src/random";

function words(name: string, ...documents: string[]): Corpus {
  return { name, documents: documents.map((document) => document.split(" ")) };
}

describe("countCooccurrence()", () => {
  test("counts each pair from both sides, and a word beside itself twice", () => {
    const corpus = words("letters", "a a b");
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    const { counts, total, window } = countCooccurrence(corpus, vocabulary, { window: 2 });
    expect([...counts]).toEqual([2, 2, 2, 0]);
    expect(total).toBe(6);
    expect(window).toBe(2);
  });

  test("does not reach over the end of a document", () => {
    const corpus = words("letters", "a b", "b a", "a");
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    expect([...countCooccurrence(corpus, vocabulary, { window: 10 }).counts]).toEqual([0, 2, 2, 0]);
  });

  test("reaches past words outside the vocabulary", () => {
    const corpus = words("letters", "a x b", "b y a");
    const vocabulary = buildVocabulary(corpus, { minCount: 2 });
    expect([...countCooccurrence(corpus, vocabulary, { window: 1 }).counts]).toEqual([0, 2, 2, 0]);
  });

  test("agrees with a plain count over all positions of a random text", () => {
    const random = randomFromText("co-occurrence.test");
    const documents = Array.from({ length: 40 }, () =>
      Array.from({ length: Math.floor(random() * 30) }, () => "abcdefg"[Math.floor(random() ** 2 * 7)]!),
    );
    const corpus = { name: "random", documents };
    const vocabulary = buildVocabulary(corpus, { minCount: 1, maxSize: 6 });
    const V = 6;
    for (const window of [1, 3, 50]) {
      const expected = new Float64Array(V * V);
      for (const ids of encode(corpus, vocabulary)) {
        for (let i = 0; i < ids.length; i++) {
          for (let j = 0; j < ids.length; j++) {
            if (i !== j && Math.abs(i - j) <= window) expected[ids[i]! * V + ids[j]!]!++;
          }
        }
      }
      const { counts, total } = countCooccurrence(corpus, vocabulary, { window });
      expect(counts).toEqual(expected);
      expect(total).toBe(expected.reduce((sum, count) => sum + count));
    }
  });

  test.each([0, -1, 2.5, Number.NaN])("refuses a window of %d", (window) => {
    const corpus = words("letters", "a b");
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    expect(() => countCooccurrence(corpus, vocabulary, { window })).toThrow(
      `Cannot count words within a window of ${window}: the window is 1, 2, 3, …`,
    );
  });

  test("says how the window is given if it is not, as plain JavaScript allows", () => {
    const corpus = words("letters", "a b");
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    const plain: (...given: unknown[]) => unknown = countCooccurrence as never;
    for (const given of [[], [5], [{}]]) {
      expect(() => plain(corpus, vocabulary, ...given)).toThrow(
        new RangeError(
          "Cannot count words within a window of undefined: the window is 1, 2, 3, …, as in { window: 5 }",
        ),
      );
    }
  });

  test("refuses a table too large for a small computer", () => {
    const corpus = { name: "many", documents: [Array.from({ length: 20_000 }, (_, i) => `w${i}`)] };
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    expect(() => countCooccurrence(corpus, vocabulary, { window: 1 })).toThrow(
      "Cannot count the pairs of 20000 words: the table would take 3.2 GB",
    );
  });

  test("says when no two words stand together", () => {
    const corpus = words("lonely", "a", "b");
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    expect(() => countCooccurrence(corpus, vocabulary, { window: 5 })).toThrow(
      "Cannot count the pairs of 2 documents: none holds two words of the vocabulary (2 words)",
    );
  });
});

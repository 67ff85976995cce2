import { describe, expect, test } from "vitest";
import { buildVocabulary, type Corpus } from "../../src/corpus";

const corpus: Corpus = {
  name: "letters",
  documents: [
    ["b", "a", "é", "a"],
    ["z", "b", "a"],
    ["Z", "é"],
  ],
};

describe("buildVocabulary()", () => {
  test("sorts by count, then by spelling", () => {
    expect(buildVocabulary(corpus, { minCount: 1 })).toEqual({
      words: ["a", "b", "é", "Z", "z"],
      counts: [3, 2, 2, 1, 1],
      index: new Map([
        ["a", 0],
        ["b", 1],
        ["é", 2],
        ["Z", 3],
        ["z", 4],
      ]),
    });
  });

  test("does not depend on the order of the documents", () => {
    const reversed = { ...corpus, documents: corpus.documents.slice().reverse() };
    expect(buildVocabulary(reversed, { minCount: 1 })).toEqual(buildVocabulary(corpus, { minCount: 1 }));
  });

  test("leaves out words below minCount, and all but maxSize", () => {
    expect(buildVocabulary(corpus, { minCount: 2 }).words).toEqual(["a", "b", "é"]);
    expect(buildVocabulary(corpus, { minCount: 2, maxSize: 2 }).words).toEqual(["a", "b"]);
    expect(buildVocabulary(corpus, { minCount: 2, maxSize: 9 }).words).toEqual(["a", "b", "é"]);
  });

  test("leaves out words of too few documents, before it takes the most frequent", () => {
    expect(buildVocabulary(corpus, { minCount: 1, minDocuments: 2 }).words).toEqual(["a", "b", "é"]);
    expect(buildVocabulary(corpus, { minCount: 3, minDocuments: 2 }).words).toEqual(["a"]);
    expect(buildVocabulary(corpus, { minCount: 1, minDocuments: 2, maxSize: 2 }).words).toEqual(["a", "b"]);
    expect(() => buildVocabulary(corpus, { minCount: 1, minDocuments: 3 })).toThrow(
      "no word that occurs 1 times is in so many of its 3 documents",
    );
    expect(() => buildVocabulary(corpus, { minDocuments: 0 })).toThrow("minDocuments 0");
  });

  test("asks for five occurrences if nothing is said", () => {
    const five = {
      name: "five",
      documents: [
        ["four", "five", "four", "five"],
        ["four", "five", "four"],
        ["five", "five"],
      ],
    };
    expect(buildVocabulary(five).words).toEqual(["five"]);
  });

  test("says what the largest count is when no word is left", () => {
    expect(() => buildVocabulary(corpus)).toThrow(
      'Cannot build a vocabulary of "letters" with minCount 5: the most frequent word, "a", occurs 3 times. ' +
        "Lower minCount or take more text",
    );
  });

  test("says when there are no words at all", () => {
    expect(() => buildVocabulary({ name: "nothing", documents: [[]] })).toThrow(
      'Cannot build a vocabulary of "nothing": it has no words',
    );
  });

  test.each([
    [{ minCount: 0 }, "with minCount 0: minCount is 1, 2, 3"],
    [{ minCount: 1.5 }, "with minCount 1.5"],
    [{ minCount: 1, maxSize: 0 }, "with maxSize 0: maxSize is 1, 2, 3"],
    [{ minCount: 1, maxSize: Number.NaN }, "with maxSize NaN"],
    [
      { minCount: 1, maxsize: 5 },
      ': there is no option "maxsize". The options are minCount, minDocuments, maxSize',
    ],
  ])("refuses %o", (options, message) => {
    expect(() => buildVocabulary(corpus, options)).toThrow(message);
  });
});

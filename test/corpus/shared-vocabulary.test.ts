import { describe, expect, test } from "vitest";
import { buildVocabulary, cutIntoPeriods, loadCorpus, sharedVocabulary } from "../../src/corpus";

const texts = (...documents: readonly string[]) =>
  documents.map((text, k) => ({ name: `text ${k}`, documents: [text.split(" ")] }));

describe("sharedVocabulary()", () => {
  test("keeps the words that are frequent enough in each corpus, the most frequent of all first", () => {
    const { words, counts, index } = sharedVocabulary(texts("a a b b c c c", "a a b c b d d d d a"), {
      minCount: 2,
    });
    expect(words).toEqual(["a", "b"]);
    expect(counts).toEqual([5, 4]);
    expect([...index]).toEqual([
      ["a", 0],
      ["b", 1],
    ]);
  });

  test("does not depend on the order of the corpora", () => {
    const periods = cutIntoPeriods(loadCorpus("state-of-the-union"), 4).map(({ corpus }) => corpus);
    const shared = sharedVocabulary(periods, { minCount: 20 });
    expect(sharedVocabulary([...periods].reverse(), { minCount: 20 })).toEqual(shared);
    expect(shared.words.length).toBeGreaterThan(500);
    for (const period of periods) {
      const { counts, index } = buildVocabulary(period, { minCount: 1 });
      for (const word of shared.words) expect(counts[index.get(word)!]).toBeGreaterThanOrEqual(20);
    }
  });

  test("is the vocabulary itself for one corpus", () => {
    const [corpus] = texts("a a b b c");
    expect(sharedVocabulary([corpus!], { minCount: 2 })).toEqual(buildVocabulary(corpus!, { minCount: 2 }));
  });

  test("can ask for words that are in several documents of each corpus", () => {
    const corpora = ["first", "second"].map((name) => ({
      name,
      documents: [
        ["a", "b", "b"],
        ["a", "c"],
      ],
    }));
    expect(sharedVocabulary(corpora, { minCount: 2 }).words).toEqual(["a", "b"]);
    expect(sharedVocabulary(corpora, { minCount: 2, minDocuments: 2 }).words).toEqual(["a"]);
  });

  test("says when nothing is shared", () => {
    expect(() => sharedVocabulary(texts("a a b", "b b c"), { minCount: 2 })).toThrow(
      new RangeError(
        "Cannot find words that 2 corpora share: none occurs at least 2 times in each. " +
          "Lower what is asked for, or take more text",
      ),
    );
  });
});

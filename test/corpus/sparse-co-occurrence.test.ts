import { describe, expect, test } from "vitest";
import {
  buildVocabulary,
  type Corpus,
  countEncoded,
  countSparseCooccurrence,
  encode,
  loadCorpus,
  type SparseCooccurrence,
  type VocabularyOptions,
} from "../../src/corpus";
import { randomFromText } from "../../src/random";

function encoded(corpus: Corpus, options: VocabularyOptions = { minCount: 1 }) {
  const vocabulary = buildVocabulary(corpus, options);
  return { vocabulary, documents: encode(corpus, vocabulary) };
}

function words(...documents: string[]): Corpus {
  return { name: "letters", documents: documents.map((document) => document.split(" ")) };
}

function dense({ vocabulary, rowStarts, contexts, counts }: SparseCooccurrence): Float64Array {
  const V = vocabulary.words.length;
  const table = new Float64Array(V * V);
  for (let w = 0; w < V; w++) {
    for (let cell = rowStarts[w]!; cell < rowStarts[w + 1]!; cell++)
      table[w * V + contexts[cell]!] = counts[cell]!;
  }
  return table;
}

function randomCorpus(): Corpus {
  const random = randomFromText("sparse-co-occurrence.test");
  const documents = Array.from({ length: 40 }, () =>
    Array.from({ length: Math.floor(random() * 30) }, () => "abcdefg"[Math.floor(random() ** 2 * 7)]!),
  );
  return { name: "random", documents };
}

describe("countSparseCooccurrence()", () => {
  test("counts as countEncoded() does, on the King James Bible", () => {
    const text = encoded(loadCorpus("king-james-bible"), { maxSize: 300 });
    const table = countEncoded(text, { window: 4 });
    const sparse = countSparseCooccurrence(text, { window: 4 });
    expect(sparse.total).toBe(table.total);
    expect(dense(sparse)).toEqual(table.counts);
  });

  test.each([
    ["equal", () => 1],
    ["harmonic", (distance: number) => 1 / distance],
  ] as const)(
    "agrees with a plain count over all positions of a random text, with %s weights",
    (weighting, weight) => {
      const text = encoded(randomCorpus(), { minCount: 1, maxSize: 6 });
      for (const window of [1, 3, 50]) {
        const expected = new Float64Array(36);
        for (const ids of text.documents) {
          for (const [i, w] of ids.entries()) {
            for (const [j, c] of ids.entries()) {
              if (i !== j && Math.abs(i - j) <= window) expected[w * 6 + c]! += weight(Math.abs(i - j));
            }
          }
        }
        const sparse = countSparseCooccurrence(text, { window, weighting });
        for (const [cell, count] of dense(sparse).entries()) expect(count).toBeCloseTo(expected[cell]!, 10);
        expect(sparse.total).toBeCloseTo(
          expected.reduce((sum, count) => sum + count),
          8,
        );
      }
    },
  );

  test("keeps the cells that occur, in rising order", () => {
    const text = encoded(words("a b a c", "c d"));
    expect(text.vocabulary.words).toEqual(["a", "c", "b", "d"]);
    const table = countSparseCooccurrence(text, { window: 1 });
    expect([...table.rowStarts]).toEqual([0, 2, 4, 5, 6]);
    expect([...table.contexts]).toEqual([1, 2, 0, 3, 0, 1]);
    expect([...table.counts]).toEqual([1, 2, 1, 1, 2, 1]);
  });

  test("gives a word without neighbours an empty row", () => {
    const text = encoded(words("a b", "c", "a b", "c"), { minCount: 2 });
    expect([...countSparseCooccurrence(text, { window: 5 }).rowStarts]).toEqual([0, 1, 2, 2]);
  });

  test("holds vocabularies too large for a full table", () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `w${i}`);
    const { counts, total } = countSparseCooccurrence(encoded({ name: "many", documents: [many] }), {
      window: 1,
    });
    expect([counts.length, total]).toEqual([99_998, 99_998]);
  });

  test.each([0, -1, 2.5, Number.NaN])("refuses a window of %d", (window) => {
    expect(() => countSparseCooccurrence(encoded(words("a b")), { window })).toThrow(
      `Cannot count words within a window of ${window}: the window is 1, 2, 3, …`,
    );
  });

  test("says when no two words stand together", () => {
    expect(() => countSparseCooccurrence(encoded(words("a", "b")), { window: 5 })).toThrow(
      "Cannot count the pairs of 2 documents: none holds two words of the vocabulary (2 words)",
    );
  });
});

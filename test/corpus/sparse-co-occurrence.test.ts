import { describe, expect, test } from "vitest";
import {
  buildVocabulary,
  type Corpus,
  countCooccurrence,
  countSparseCooccurrence,
  encode,
  loadCorpus,
  type SparseCooccurrence,
} from "../../src/corpus";
import { randomFromText } from "../../src/random";

function words(name: string, ...documents: string[]): Corpus {
  return { name, documents: documents.map((document) => document.split(" ")) };
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
  test("counts as countCooccurrence() does, on the King James Bible", () => {
    const corpus = loadCorpus("king-james-bible");
    const vocabulary = buildVocabulary(corpus, { maxSize: 300 });
    const table = countCooccurrence(corpus, vocabulary, { window: 4 });
    const sparse = countSparseCooccurrence(corpus, vocabulary, { window: 4 });
    expect(sparse.total).toBe(table.total);
    expect(dense(sparse)).toEqual(table.counts);
  });

  test.each([
    ["equal", () => 1],
    ["harmonic", (distance: number) => 1 / distance],
  ] as const)(
    "agrees with a plain count over all positions of a random text, with %s weights",
    (weighting, weight) => {
      const corpus = randomCorpus();
      const vocabulary = buildVocabulary(corpus, { minCount: 1, maxSize: 6 });
      for (const window of [1, 3, 50]) {
        const expected = new Float64Array(36);
        for (const ids of encode(corpus, vocabulary)) {
          for (const [i, w] of ids.entries()) {
            for (const [j, c] of ids.entries()) {
              if (i !== j && Math.abs(i - j) <= window) expected[w * 6 + c]! += weight(Math.abs(i - j));
            }
          }
        }
        const sparse = countSparseCooccurrence(corpus, vocabulary, { window, weighting });
        for (const [cell, count] of dense(sparse).entries()) expect(count).toBeCloseTo(expected[cell]!, 10);
        expect(sparse.total).toBeCloseTo(
          expected.reduce((sum, count) => sum + count),
          8,
        );
      }
    },
  );

  test("keeps the cells that occur, in rising order", () => {
    const corpus = words("letters", "a b a c", "c d");
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    expect(vocabulary.words).toEqual(["a", "c", "b", "d"]);
    const table = countSparseCooccurrence(corpus, vocabulary, { window: 1 });
    expect([...table.rowStarts]).toEqual([0, 2, 4, 5, 6]);
    expect([...table.contexts]).toEqual([1, 2, 0, 3, 0, 1]);
    expect([...table.counts]).toEqual([1, 2, 1, 1, 2, 1]);
  });

  test("gives a word without neighbours an empty row", () => {
    const corpus = words("letters", "a b", "c", "a b", "c");
    const { rowStarts } = countSparseCooccurrence(corpus, buildVocabulary(corpus, { minCount: 2 }), {
      window: 5,
    });
    expect([...rowStarts]).toEqual([0, 1, 2, 2]);
  });

  test("holds vocabularies too large for a full table", () => {
    const corpus = { name: "many", documents: [Array.from({ length: 50_000 }, (_, i) => `w${i}`)] };
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    const { counts, total } = countSparseCooccurrence(corpus, vocabulary, { window: 1 });
    expect([counts.length, total]).toEqual([99_998, 99_998]);
  });

  test.each([0, -1, 2.5, Number.NaN])("refuses a window of %d", (window) => {
    const corpus = words("letters", "a b");
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    expect(() => countSparseCooccurrence(corpus, vocabulary, { window })).toThrow(
      `Cannot count words within a window of ${window}: the window is 1, 2, 3, …`,
    );
  });

  test("says when no two words stand together", () => {
    const corpus = words("lonely", "a", "b");
    const vocabulary = buildVocabulary(corpus, { minCount: 1 });
    expect(() => countSparseCooccurrence(corpus, vocabulary, { window: 5 })).toThrow(
      'Cannot count the pairs of "lonely": no document holds two words of the vocabulary (2 words)',
    );
  });
});

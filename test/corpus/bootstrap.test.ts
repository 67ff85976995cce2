import { expect, test } from "vitest";
import { bootstrapCorpus, bootstrapDocuments, type Corpus } from "../../src/corpus";
import { randomFromText } from "../../src/random";

const n = 10_000;
const corpus: Corpus = {
  name: "numbered",
  documents: Array.from({ length: n }, (_, i) => [`w${i}`]),
  labels: Array.from({ length: n }, (_, i) => ({ year: i, president: `p${i}` })),
};

test("bootstrapCorpus() draws as many documents as there are, with replacement, all equally often", () => {
  const { documents } = bootstrapCorpus(corpus, randomFromText("bootstrap.test"));
  expect(documents.length).toBe(n);
  // The share of different documents is 1 − 1/e = 0.632 with standard error 0.0031; four of them.
  const share = new Set(documents.map(([word]) => word)).size / n;
  expect(Math.abs(share - 0.6321)).toBeLessThan(0.0125);
  // The mean position is that of the uniform distribution, with standard error 28.9; four of them.
  const positions = documents.map(([word]) => Number(word!.slice(1)));
  expect(Math.abs(positions.reduce((sum, i) => sum + i, 0) / n - (n - 1) / 2)).toBeLessThan(116);
});

test("bootstrapCorpus() takes the documents that bootstrapDocuments() draws", () => {
  const drawn = bootstrapDocuments(n, randomFromText("drawn"));
  const { documents } = bootstrapCorpus(corpus, randomFromText("drawn"));
  expect(documents.map(([word]) => Number(word!.slice(1)))).toEqual([...drawn]);
});

test("bootstrapCorpus() keeps each document's label with it", () => {
  const { documents, labels } = bootstrapCorpus(corpus, randomFromText("labels"));
  expect(labels!.length).toBe(n);
  expect(documents.every(([word], i) => word === `w${labels![i]!.year}`)).toBe(true);
});

test("bootstrapCorpus() gives a corpus without labels none", () => {
  const { name, documents } = corpus;
  expect(bootstrapCorpus({ name, documents }, randomFromText("none"))).not.toHaveProperty("labels");
});

test("bootstrapCorpus() gives the same corpus for the same random numbers, and leaves the first as it is", () => {
  const before = corpus.documents.slice(0, 3);
  expect(bootstrapCorpus(corpus, randomFromText("same"))).toEqual(
    bootstrapCorpus(corpus, randomFromText("same")),
  );
  expect(corpus.documents.slice(0, 3)).toEqual(before);
});

import { Matrix } from "ml-matrix";
import { buildVocabulary, type CoOccurrence, countCooccurrence, loadCorpus } from "../../src/corpus";
import reference from "./fixtures/train.json";

/** What a text needs to become for training: the counts, with names for the words. */
export type SmallCounts = Pick<CoOccurrence, "counts" | "total"> & {
  readonly vocabulary: { readonly words: readonly string[] };
};

/** A table of counts as training wants it. */
export function countsOf(rows: readonly (readonly number[])[]): SmallCounts {
  const counts = Float64Array.from(rows.flat());
  return {
    vocabulary: { words: rows.map((_, w) => `word${w}`) },
    counts,
    total: counts.reduce((sum, count) => sum + count, 0),
  };
}

/** The counts of the reference: 12 words, not symmetric, many zeros. */
export const referenceCounts = countsOf(reference.counts);

/** The start of the reference's runs: 12 words, 4 dimensions. */
export const referenceStart = {
  words: new Matrix(reference.words),
  contexts: new Matrix(reference.contexts),
};

/** The most frequent words of the first 3000 verses of the King James Bible. Symmetric, as counts of a text are. */
export function kingJamesCounts(words: number): SmallCounts {
  const bible = loadCorpus("king-james-bible");
  const corpus = { name: "the first verses", documents: bible.documents.slice(0, 3000) };
  return countCooccurrence(corpus, buildVocabulary(corpus, { maxSize: words }), { window: 5 });
}

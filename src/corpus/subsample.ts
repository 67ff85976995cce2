import type { Random } from "../random";
import type { Corpus } from "./corpus";
import type { Vocabulary } from "./vocabulary";

/**
 * Leaves out some occurrences of the most frequent words, which say little about their neighbours. A word that
 * makes up the share f of the running words is kept with probability √(t/f) + t/f, and always where that
 * exceeds 1. Words outside the vocabulary are left out first and do not count in f.
 *
 * The threshold t is a share of the running words; word2vec's own is 1e-3, useful values are 1e-5 to 1e-3.
 * Throws a RangeError if it is not above 0.
 *
 * Source: T. Mikolov et al., Distributed representations of words and phrases and their compositionality
 * (2013), section 2.3, with the formula of the word2vec program; the paper prints √(t/f) alone.
 *
 * @example
 * ```ts
 * const corpus = { name: "the", documents: [tokenize("the cat and the dog and the bird")] };
 * const vocabulary = buildVocabulary(corpus, { minCount: 1 });
 * const random = randomStream(seedStreams(7), "subsampling");
 * subsample(corpus, vocabulary, 0.05, random).documents; // → [["cat", "and", "dog", "and", "the", "bird"]]
 * ```
 */
export function subsample(corpus: Corpus, vocabulary: Vocabulary, threshold: number, random: Random): Corpus {
  if (!(threshold > 0)) {
    throw new RangeError(
      `Cannot subsample with threshold ${threshold}: the threshold is above 0, such as 1e-3`,
    );
  }
  const running = vocabulary.counts.reduce((sum, count) => sum + count, 0);
  const keep = vocabulary.counts.map((count) => {
    const ratio = (threshold * running) / count;
    return Math.sqrt(ratio) + ratio;
  });
  return {
    ...corpus,
    documents: corpus.documents.map((document) =>
      document.filter((word) => {
        const id = vocabulary.index.get(word);
        return id !== undefined && random() < keep[id]!;
      }),
    ),
  };
}

import type { Corpus } from "./corpus";
import { buildVocabulary, type Vocabulary } from "./vocabulary";

/**
 * The words that occur often enough in *every* one of several corpora, such as the periods of a text: only these can be
 * compared. Their counts are those of all corpora together, and the most frequent come first, as in
 * {@link buildVocabulary}.
 *
 * @param minCount how often a word must occur in each corpus
 * @throws RangeError if no word is left, or what {@link buildVocabulary} throws
 * @example
 * ```ts
 * const corpora = ["the king and the war", "the king and the war and peace", "the war"].map((text, k) => ({
 *   name: `text ${k}`,
 *   documents: [tokenize(text)],
 * }));
 * sharedVocabulary(corpora, 1).words; // → ["the", "war"]
 * sharedVocabulary(corpora.slice(0, 2), 1).counts; // → [4, 3, 2, 2]
 * ```
 */
export function sharedVocabulary(corpora: readonly Corpus[], minCount: number): Vocabulary {
  const vocabularies = corpora.map((corpus) => buildVocabulary(corpus, { minCount }));
  const together = { name: "all corpora", documents: corpora.flatMap((corpus) => corpus.documents) };
  const all = buildVocabulary(together, { minCount });
  const kept = [...all.words.keys()].filter((id) =>
    vocabularies.every((vocabulary) => vocabulary.index.has(all.words[id]!)),
  );
  if (kept.length === 0) {
    throw new RangeError(
      `Cannot find words that ${corpora.length} corpora share: none occurs at least ${minCount} times in each. ` +
        "Lower minCount or take more text",
    );
  }
  return {
    words: kept.map((id) => all.words[id]!),
    counts: kept.map((id) => all.counts[id]!),
    index: new Map(kept.map((id, place) => [all.words[id]!, place])),
  };
}

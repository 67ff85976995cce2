import type { Corpus } from "./corpus";
import { buildVocabulary, type Vocabulary, type VocabularyOptions } from "./vocabulary";

/**
 * The words that occur often enough in *every* one of several corpora, such as the periods of a text: only these can be
 * compared. Their counts are those of all corpora together, and the most frequent come first, as in
 * {@link buildVocabulary}.
 *
 * @param options what a word needs in each corpus
 * @throws RangeError if no word is left, or what {@link buildVocabulary} throws
 * @example
 * ```ts
 * const corpora = ["the king and the war", "the king and the war and peace", "the war"].map((text, k) => ({
 *   name: `text ${k}`,
 *   documents: [tokenize(text)],
 * }));
 * sharedVocabulary(corpora, { minCount: 1 }).words; // → ["the", "war"]
 * sharedVocabulary(corpora.slice(0, 2), { minCount: 1 }).counts; // → [4, 3, 2, 2]
 * ```
 */
export function sharedVocabulary(
  corpora: readonly Corpus[],
  options: Omit<VocabularyOptions, "maxSize"> = {},
): Vocabulary {
  const { minCount = 5, minDocuments = 1 } = options;
  const vocabularies = corpora.map((corpus) => buildVocabulary(corpus, options));
  const together = { name: "all corpora", documents: corpora.flatMap((corpus) => corpus.documents) };
  const all = buildVocabulary(together, { minCount });
  const kept = [...all.words.keys()].filter((id) =>
    vocabularies.every((vocabulary) => vocabulary.index.has(all.words[id]!)),
  );
  if (kept.length === 0) {
    const spread = minDocuments > 1 ? ` and in ${minDocuments} documents` : "";
    throw new RangeError(
      `Cannot find words that ${corpora.length} corpora share: none occurs at least ${minCount} times${spread} in each. ` +
        "Lower what is asked for, or take more text",
    );
  }
  return {
    words: kept.map((id) => all.words[id]!),
    counts: kept.map((id) => all.counts[id]!),
    index: new Map(kept.map((id, place) => [all.words[id]!, place])),
  };
}

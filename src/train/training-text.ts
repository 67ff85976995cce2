import { type Corpus, encode, type Vocabulary } from "../corpus";

/** A text as a model reads it: each document is the ids of its words. */
export interface TrainingText {
  readonly vocabulary: Vocabulary;
  readonly documents: readonly Int32Array[];
}

/**
 * Prepares a corpus for training: its documents as ids of the words in the vocabulary. Other words are left out.
 *
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain, rain, go away"), tokenize("go, rain")] };
 * const text = trainingText(corpus, buildVocabulary(corpus, { minCount: 2 }));
 * text.vocabulary.words; // → ["rain", "go"]
 * text.documents; // → [[0, 0, 1], [1, 0]]
 * ```
 */
export function trainingText(corpus: Corpus, vocabulary: Vocabulary): TrainingText {
  return { vocabulary, documents: encode(corpus, vocabulary) };
}

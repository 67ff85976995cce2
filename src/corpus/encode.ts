import type { Corpus } from "./corpus";
import type { Vocabulary } from "./vocabulary";

/**
 * Writes every document as the ids of its words. Words outside the vocabulary are left out, so that their
 * neighbours close up, as in word2vec.
 *
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain, rain, go away"), tokenize("go, rain")] };
 * const vocabulary = buildVocabulary(corpus, { minCount: 2 });
 * encode(corpus, vocabulary); // → [[0, 0, 1], [1, 0]]
 * ```
 */
export function encode(corpus: Corpus, vocabulary: Vocabulary): Int32Array[] {
  return corpus.documents.map((document) => {
    const ids = new Int32Array(document.length);
    let length = 0;
    for (const word of document) {
      const id = vocabulary.index.get(word);
      if (id !== undefined) ids[length++] = id;
    }
    return ids.slice(0, length);
  });
}

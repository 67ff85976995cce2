import type { Corpus } from "./corpus";
import { encode } from "./encode";
import { requireWindow } from "./require-window";
import type { Vocabulary } from "./vocabulary";

/** How often each pair of words stands close together: all that the full-batch models need of a text. */
export interface CoOccurrence {
  readonly vocabulary: Vocabulary;
  /** V × V counts, row by row: `counts[w * V + c]` is how often word c stands near word w. Symmetric. */
  readonly counts: Float64Array;
  /** The sum of all counts: the number of (word, context) pairs in the text. */
  readonly total: number;
  /** How many words to either side count as near. */
  readonly window: number;
}

/** What counts as close together. */
export interface CoOccurrenceOptions {
  /** How many words to either side count as near. */
  readonly window: number;
}

/** A table of 10,000 × 10,000 takes 800 MB; a small laptop cannot hold a larger one. */
const LARGEST_VOCABULARY = 10_000;

/**
 * Counts how often each word stands within `window` words of each other word, inside one document. Words
 * outside the vocabulary are left out first, as in word2vec, so that the window reaches past them. Every
 * distance in the window counts the same.
 *
 * Throws a RangeError if the window is not a whole number of at least 1, if the vocabulary has over 10,000
 * words, or if no two words stand close together.
 *
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain, rain, go away"), tokenize("go, rain")] };
 * const vocabulary = buildVocabulary(corpus, { minCount: 2 });
 * vocabulary.words; // → ["rain", "go"]
 * const { counts, total } = countCooccurrence(corpus, vocabulary, { window: 1 });
 * counts; // → [2, 2, 2, 0]
 * total; // → 6
 * ```
 */
export function countCooccurrence(
  corpus: Corpus,
  vocabulary: Vocabulary,
  options: CoOccurrenceOptions,
): CoOccurrence {
  return countEncoded({ vocabulary, documents: encode(corpus, vocabulary) }, options);
}

/**
 * {@link countCooccurrence} of a text whose documents are already the ids of their words.
 *
 * Throws what {@link countCooccurrence} throws.
 *
 * @example
 * ```ts
 * const vocabulary = { words: ["rain", "go"], counts: [3, 2], index: new Map([["rain", 0], ["go", 1]]) };
 * const documents = [Int32Array.of(0, 0, 1), Int32Array.of(1, 0)];
 * countEncoded({ vocabulary, documents }, { window: 1 }).counts; // → [2, 2, 2, 0]
 * ```
 */
export function countEncoded(
  text: { readonly vocabulary: Vocabulary; readonly documents: readonly Int32Array[] },
  options: CoOccurrenceOptions,
): CoOccurrence {
  const { vocabulary, documents } = text;
  const window = options?.window;
  requireWindow(window);
  const V = vocabulary.words.length;
  if (V > LARGEST_VOCABULARY) {
    throw new RangeError(
      `Cannot count the pairs of ${V} words: the table would take ${((V * V * 8) / 1e9).toFixed(1)} GB, ` +
        `and at most ${LARGEST_VOCABULARY} words fit. Raise minCount or set maxSize in buildVocabulary`,
    );
  }

  const counts = new Float64Array(V * V);
  let pairs = 0;
  for (const ids of documents) {
    for (let i = 0; i < ids.length; i++) {
      const w = ids[i]!;
      const end = Math.min(i + window, ids.length - 1);
      for (let j = i + 1; j <= end; j++) {
        const c = ids[j]!;
        counts[w * V + c]!++;
        counts[c * V + w]!++;
      }
      pairs += end - i;
    }
  }
  if (pairs === 0) {
    throw new RangeError(
      `Cannot count the pairs of ${documents.length} documents: none holds two words of the vocabulary (${V} words)`,
    );
  }
  return { vocabulary, counts, total: 2 * pairs, window };
}

import { requireKnown } from "../options/require-known";
import type { Corpus } from "./corpus";

/** The words a model knows, most frequent first. A word's place in the list is its id. */
export interface Vocabulary {
  readonly words: readonly string[];
  /** How often each word occurs in the corpus, in the order of the words. */
  readonly counts: readonly number[];
  /** From a word to its id. */
  readonly index: ReadonlyMap<string, number>;
}

/** Which words a vocabulary takes in. */
export interface VocabularyOptions {
  /** Words that occur less often are left out. Default 5, as in word2vec. */
  readonly minCount?: number;
  /** Words that occur in fewer documents are left out, so that resamples of the documents miss none. Default 1. */
  readonly minDocuments?: number;
  /** Only this many words, the most frequent, are taken. Default: all. */
  readonly maxSize?: number;
}

const defaults = { minCount: 5, minDocuments: 1, maxSize: undefined } as const satisfies Record<
  keyof VocabularyOptions,
  unknown
>;

/**
 * Counts the words of a corpus and keeps the frequent ones, sorted by count and then by spelling (by code unit,
 * the same on every computer).
 *
 * Throws a RangeError if no word is left, there is no such option, or one is not a whole number of at least 1.
 *
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain, rain, go away"), tokenize("go, rain")] };
 * const vocabulary = buildVocabulary(corpus, { minCount: 2 });
 * vocabulary.words; // → ["rain", "go"]
 * vocabulary.counts; // → [3, 2]
 * vocabulary.index.get("go"); // → 1
 * buildVocabulary(corpus, { minCount: 10 }); // throws /the most frequent word, "rain", occurs 3 times/
 * ```
 */
export function buildVocabulary(corpus: Corpus, options: VocabularyOptions = {}): Vocabulary {
  requireKnown(`build a vocabulary of "${corpus.name}"`, "option", options, Object.keys(defaults));
  const { minCount = defaults.minCount, minDocuments = defaults.minDocuments, maxSize } = options;
  checkAtLeastOne("minCount", minCount);
  checkAtLeastOne("minDocuments", minDocuments);
  if (maxSize !== undefined) checkAtLeastOne("maxSize", maxSize);

  const countOf = new Map<string, number>();
  for (const document of corpus.documents) {
    for (const word of document) countOf.set(word, (countOf.get(word) ?? 0) + 1);
  }
  const sorted = [...countOf].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const frequent = sorted.filter(([, count]) => count >= minCount);
  if (frequent.length === 0) {
    const best = sorted[0];
    throw new RangeError(
      best === undefined
        ? `Cannot build a vocabulary of "${corpus.name}": it has no words`
        : `Cannot build a vocabulary of "${corpus.name}" with minCount ${minCount}: ` +
            `the most frequent word, "${best[0]}", occurs ${best[1]} times. Lower minCount or take more text`,
    );
  }
  const spread = minDocuments > 1 ? wordsOfDocuments(corpus, minDocuments) : undefined;
  const kept = frequent.filter(([word]) => spread?.has(word) ?? true).slice(0, maxSize);
  if (kept.length === 0) {
    throw new RangeError(
      `Cannot build a vocabulary of "${corpus.name}" with minDocuments ${minDocuments}: no word that occurs ` +
        `${minCount} times is in so many of its ${corpus.documents.length} documents. Lower minDocuments or take more text`,
    );
  }
  return {
    words: kept.map(([word]) => word),
    counts: kept.map(([, count]) => count),
    index: new Map(kept.map(([word], id) => [word, id])),
  };
}

/** The words that are in at least so many documents. */
function wordsOfDocuments(corpus: Corpus, least: number): Set<string> {
  const documentsOf = new Map<string, number>();
  for (const document of corpus.documents) {
    for (const word of new Set(document)) documentsOf.set(word, (documentsOf.get(word) ?? 0) + 1);
  }
  return new Set([...documentsOf].flatMap(([word, count]) => (count >= least ? [word] : [])));
}

function checkAtLeastOne(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`Cannot build a vocabulary with ${name} ${value}: ${name} is 1, 2, 3, …`);
  }
}

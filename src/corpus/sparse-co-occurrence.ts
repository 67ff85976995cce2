import { requireWindow } from "./require-window";
import type { Vocabulary } from "./vocabulary";

/**
 * How often each pair of words stands close together, without the pairs that never do: a table in compressed rows.
 * The cells of word w are those from `rowStarts[w]` to before `rowStarts[w + 1]`, by rising context.
 */
export interface SparseCooccurrence {
  readonly vocabulary: Vocabulary;
  /** V + 1 places, from 0 to the number of cells. */
  readonly rowStarts: Int32Array;
  /** The context word of each cell. */
  readonly contexts: Int32Array;
  /** How often it stands near the word of the row; above 0. */
  readonly counts: Float64Array;
  /** The sum of all counts. */
  readonly total: number;
  /** How many words to either side count as near. */
  readonly window: number;
  readonly weighting: DistanceWeighting;
}

/**
 * How much a pair of words at a distance counts: 1 at every distance in the window (*equal*), or 1/distance, so that
 * neighbours count most (*harmonic*, as in GloVe).
 */
export type DistanceWeighting = "equal" | "harmonic";

/** What counts as close together, and how much. */
export interface SparseCooccurrenceOptions {
  /** How many words to either side count as near. */
  readonly window: number;
  /** Default "equal". */
  readonly weighting?: DistanceWeighting;
}

/**
 * Counts the same pairs as {@link countEncoded}, but keeps only those that occur, so that the vocabulary may be
 * large: memory grows with the text, not with V². The table is symmetric, up to rounding where 1/distance is counted.
 *
 * @param text documents as ids of the vocabulary's words, as {@link encode} gives them
 * @throws RangeError if the window is not a whole number of at least 1, or if no two words stand close together
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain, rain, go away"), tokenize("go, rain")] };
 * const vocabulary = buildVocabulary(corpus, { minCount: 2 }); // rain, go
 * const text = { vocabulary, documents: encode(corpus, vocabulary) };
 * const { rowStarts, contexts, counts } = countSparseCooccurrence(text, { window: 1 });
 * [...rowStarts]; // → [0, 2, 3]
 * [...contexts]; // → [0, 1, 0]
 * [...counts]; // → [2, 2, 2]
 * const weighted = countSparseCooccurrence(text, { window: 2, weighting: "harmonic" });
 * [...weighted.counts]; // → [2, 2.5, 2.5]
 * ```
 */
export function countSparseCooccurrence(
  text: { readonly vocabulary: Vocabulary; readonly documents: readonly Int32Array[] },
  options: SparseCooccurrenceOptions,
): SparseCooccurrence {
  const { vocabulary, documents } = text;
  const { window, weighting = "equal" } = options ?? {};
  requireWindow(window);
  const V = vocabulary.words.length;
  const ids = joinDocuments(documents);
  const places = placesOfWords(ids, V);
  const weightAt = (distance: number) => (weighting === "harmonic" ? 1 / distance : 1);
  const weights = Float64Array.from({ length: window + 1 }, (_, distance) => weightAt(distance));

  const rowStarts = new Int32Array(V + 1);
  const rows: { contexts: Int32Array; counts: Float64Array }[] = [];
  const counted = new Float64Array(V);
  for (const [w, placesOfWord] of places.entries()) {
    const near: number[] = [];
    const count = (c: number, distance: number) => {
      if (counted[c] === 0) near.push(c);
      counted[c]! += weights[distance]!;
    };
    for (const place of placesOfWord) {
      for (let distance = 1; distance <= window && ids[place - distance]! >= 0; distance++) {
        count(ids[place - distance]!, distance);
      }
      for (let distance = 1; distance <= window && ids[place + distance]! >= 0; distance++) {
        count(ids[place + distance]!, distance);
      }
    }
    const contexts = Int32Array.from(near).sort();
    rows.push({ contexts, counts: Float64Array.from(contexts, (c) => counted[c]!) });
    for (const c of near) counted[c] = 0;
    rowStarts[w + 1] = rowStarts[w]! + contexts.length;
  }
  const cells = rowStarts[V]!;
  if (cells === 0) {
    throw new RangeError(
      `Cannot count the pairs of ${documents.length} documents: none holds two words of the vocabulary (${V} words)`,
    );
  }
  const contexts = new Int32Array(cells);
  const counts = new Float64Array(cells);
  for (const [w, row] of rows.entries()) {
    contexts.set(row.contexts, rowStarts[w]);
    counts.set(row.counts, rowStarts[w]);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { vocabulary, rowStarts, contexts, counts, total, window, weighting };
}

/** All documents in one list, with −1 before the first, between two, and after the last. */
function joinDocuments(documents: readonly Int32Array[]): Int32Array {
  const length = documents.reduce((sum, document) => sum + document.length + 1, 1);
  const ids = new Int32Array(length).fill(-1);
  let place = 1;
  for (const document of documents) {
    ids.set(document, place);
    place += document.length + 1;
  }
  return ids;
}

/** Where each word stands, by rising place. */
function placesOfWords(ids: Int32Array, V: number): Int32Array[] {
  const occurrences = new Int32Array(V);
  for (const id of ids) if (id >= 0) occurrences[id]!++;
  const places = Array.from(occurrences, (n) => new Int32Array(n));
  occurrences.fill(0);
  for (const [place, id] of ids.entries()) if (id >= 0) places[id]![occurrences[id]!++] = place;
  return places;
}

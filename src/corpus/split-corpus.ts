import { type Random, shuffle } from "../random";
import type { Corpus } from "./corpus";

/**
 * Deals the documents of a corpus out at random into two parts, so that what one part says can be checked with the other.
 * In each part the documents stay in their order.
 *
 * @param documents how many go into the first part
 * @throws RangeError if a part would be empty
 * @example
 * ```ts
 * const corpus = { name: "letters", documents: [["a"], ["b"], ["c"], ["d"]] };
 * const [first, second] = splitCorpus(corpus, 3, randomStream(seedStreams(7), "bootstrap"));
 * first.documents; // → [["b"], ["c"], ["d"]]
 * second.documents; // → [["a"]]
 * ```
 */
export function splitCorpus(corpus: Corpus, documents: number, random: Random): [Corpus, Corpus] {
  const all = corpus.documents.length;
  if (!(Number.isInteger(documents) && documents > 0 && documents < all)) {
    throw new RangeError(
      `Cannot split ${all} documents after ${documents}: a whole number from 1 to ${all - 1} is needed`,
    );
  }
  const order = shuffle(
    corpus.documents.map((_, k) => k),
    random,
  );
  const part = (places: readonly number[]): Corpus => {
    const kept = [...places].sort((a, b) => a - b);
    return {
      name: corpus.name,
      documents: kept.map((k) => corpus.documents[k]!),
      ...(corpus.labels && { labels: kept.map((k) => corpus.labels![k]!) }),
    };
  };
  return [part(order.slice(0, documents)), part(order.slice(documents))];
}

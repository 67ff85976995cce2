import type { Random } from "../random";
import { bootstrapDocuments } from "./bootstrap-documents";
import type { Corpus } from "./corpus";

/**
 * A corpus of as many documents, each drawn at random from the given one; some come several times, about 37 %
 * not at all. Training on many such corpora shows how much a result hangs on the text at hand.
 *
 * Source: B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7 (1979).
 *
 * @example
 * ```ts
 * const corpus = { name: "letters", documents: [["a"], ["b"], ["c"], ["d"]] };
 * const random = randomStream(seedStreams(7), "bootstrap");
 * bootstrapCorpus(corpus, random).documents; // → [["a"], ["c"], ["d"], ["d"]]
 * ```
 */
export function bootstrapCorpus(corpus: Corpus, random: Random): Corpus {
  const drawn = [...bootstrapDocuments(corpus.documents.length, random)];
  const { labels } = corpus;
  return {
    name: corpus.name,
    documents: drawn.map((i) => corpus.documents[i]!),
    ...(labels === undefined ? {} : { labels: drawn.map((i) => labels[i]!) }),
  };
}

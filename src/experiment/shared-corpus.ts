import { createHash } from "node:crypto";
import type { Corpus } from "../corpus";
import type { TrainingText } from "../train";

/** A corpus in memory that all worker threads read: it is cut into words once, and never copied. */
export interface SharedCorpus {
  /** Each word of the corpus once, in the order in which they come. A word's place is its id. */
  readonly words: readonly string[];
  /** The ids of all documents, one document after the other. */
  readonly ids: Int32Array;
  /** Document k is ids[starts[k]] to ids[starts[k + 1]]. */
  readonly starts: Int32Array;
  /** The same for the same documents, whatever the corpus is called. */
  readonly hash: string;
}

/** A part of a corpus, as one run reads it. */
export interface TextPart {
  /** The numbers of its documents; a document can come several times. */
  readonly documents: Int32Array;
  /** The ids of the words that are trained. Other words are left out. */
  readonly vocabulary: Int32Array;
}

export function shareCorpus(corpus: Corpus): SharedCorpus {
  const total = corpus.documents.reduce((sum, document) => sum + document.length, 0);
  const ids = sharedNumbers(total);
  const starts = sharedNumbers(corpus.documents.length + 1);
  const idOf = new Map<string, number>();
  let at = 0;
  corpus.documents.forEach((document, k) => {
    for (const word of document) {
      let id = idOf.get(word);
      if (id === undefined) {
        id = idOf.size;
        idOf.set(word, id);
      }
      ids[at++] = id;
    }
    starts[k + 1] = at;
  });
  const words = [...idOf.keys()];
  const hash = createHash("sha256").update(ids).update(starts).update(words.join("\n")).digest("hex");
  return { words, ids, starts, hash };
}

/** A list of whole numbers that threads can share. */
export function sharedNumbers(values: number | ArrayLike<number>): Int32Array {
  const length = typeof values === "number" ? values : values.length;
  const numbers = new Int32Array(new SharedArrayBuffer(4 * length));
  if (typeof values !== "number") numbers.set(values);
  return numbers;
}

/** How often each word of the corpus occurs in these documents, by id. */
export function countWords({ words, ids, starts }: SharedCorpus, documents: Int32Array): Int32Array {
  const counts = new Int32Array(words.length);
  for (const k of documents) {
    for (let i = starts[k]!; i < starts[k + 1]!; i++) counts[ids[i]!]! += 1;
  }
  return counts;
}

/** The text that a run trains on, its words in the order of the part's vocabulary. */
export function textOf(corpus: SharedCorpus, { documents, vocabulary }: TextPart): TrainingText {
  const { ids, starts } = corpus;
  const rowOf = new Int32Array(corpus.words.length).fill(-1);
  vocabulary.forEach((id, row) => {
    rowOf[id] = row;
  });
  const counts = countWords(corpus, documents);
  const words = Array.from(vocabulary, (id) => corpus.words[id]!);
  const kept = vocabulary.reduce((sum, id) => sum + counts[id]!, 0);
  const rows = new Int32Array(kept);
  let end = 0;
  const rowsOf = (k: number) => {
    const start = end;
    for (let i = starts[k]!; i < starts[k + 1]!; i++) {
      const row = rowOf[ids[i]!]!;
      if (row >= 0) rows[end++] = row;
    }
    return rows.subarray(start, end);
  };
  return {
    vocabulary: {
      words,
      counts: Array.from(vocabulary, (id) => counts[id]!),
      index: new Map(words.map((word, row) => [word, row])),
    },
    documents: Array.from(documents, rowsOf),
  };
}

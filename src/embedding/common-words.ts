import type { Matrix } from "ml-matrix";
import type { Embedding } from "./embedding";
import { wordVectors } from "./word-vectors";

/** What several embeddings say of the words that all of them have. */
export interface CommonWords {
  /** In the order of the first embedding. */
  readonly words: readonly string[];
  /** One matrix per embedding (words × its dimension): row w is the vector of words[w]. */
  readonly matrices: readonly Matrix[];
}

/**
 * Brings embeddings with different vocabularies to the words that all of them have, in the order of the first, so that
 * they can be compared row by row. Their dimensions may differ.
 *
 * @param atLeast so many words must be common; default: the largest dimension, below which no rotation is determined
 * @throws RangeError if there are fewer than two embeddings or too few common words, or if in one of them a word stands
 *   twice or the vectors are too many or too few
 * @example
 * ```ts
 * const first = { words: ["a", "b", "c"], dimension: 1, vectors: Float32Array.of(1, 2, 3) };
 * const second = { words: ["c", "d", "b"], dimension: 1, vectors: Float32Array.of(30, 40, 20) };
 * const { words, matrices } = commonWords([first, second]);
 * words; // → ["b", "c"]
 * matrices[1].to2DArray(); // → [[20], [30]]
 * ```
 */
export function commonWords(
  embeddings: readonly Pick<Embedding, "words" | "dimension" | "vectors">[],
  atLeast: number = Math.max(...embeddings.map(({ dimension }) => dimension)),
): CommonWords {
  const [first] = embeddings;
  if (first === undefined || embeddings.length < 2) {
    throw new RangeError(
      `Cannot look for the common words of ${embeddings.length} embeddings: at least two are needed`,
    );
  }
  const rowsOf = embeddings.map(({ words }, e) => {
    const rows = new Map(words.map((word, row) => [word, row]));
    if (rows.size < words.length) {
      const twice = words.find((word, row) => rows.get(word) !== row)!;
      throw new RangeError(
        `Cannot compare embedding ${e}: "${twice}" stands in it more than once, and each word may have one vector`,
      );
    }
    return rows;
  });
  const words = first.words.filter((word) => rowsOf.every((rows) => rows.has(word)));
  if (words.length < atLeast) {
    const sizes = embeddings.map((embedding) => embedding.words.length).join(", ");
    throw new RangeError(
      `Cannot compare embeddings of ${sizes} words: they have ${words.length} words in common, ` +
        `at least ${atLeast} are needed. Train them on more similar texts, or with larger vocabularies`,
    );
  }
  return { words, matrices: embeddings.map((embedding) => wordVectors(embedding, words)) };
}

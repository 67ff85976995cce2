import { Matrix } from "ml-matrix";
import type { Seeds } from "../random";

/** Where an embedding comes from: enough to make it again. */
export interface Provenance {
  readonly model: string;
  readonly backend: string;
  readonly seeds: Seeds;
  readonly options: Readonly<Record<string, number | string | boolean>>;
}

/** One vector per word: row w of `vectors` (row-major, words.length × dimension) belongs to `words[w]`. */
export interface Embedding {
  readonly words: readonly string[];
  readonly dimension: number;
  readonly vectors: Float32Array;
  readonly provenance: Provenance;
}

/**
 * The vectors of an embedding as a matrix, one row per word (V×d), in double precision.
 *
 * @throws RangeError unless there are V·d numbers
 * @example
 * ```ts
 * const embedding = { words: ["king", "queen"], dimension: 2, vectors: Float32Array.of(1, 2, 3, 4) };
 * toMatrix(embedding).to2DArray(); // → [[1, 2], [3, 4]]
 * ```
 */
export function toMatrix(embedding: Pick<Embedding, "words" | "dimension" | "vectors">): Matrix {
  requireVectors(embedding);
  const { words, dimension, vectors } = embedding;
  return Matrix.from1DArray(words.length, dimension, vectors);
}

/** Throws a RangeError unless there are as many numbers as all words together need. */
export function requireVectors(embedding: Pick<Embedding, "words" | "dimension" | "vectors">): void {
  const { words, dimension, vectors } = embedding;
  if (vectors.length !== words.length * dimension) {
    throw new RangeError(
      `Cannot read ${vectors.length} numbers as ${words.length} words × ${dimension} dimensions: ` +
        `${words.length * dimension} numbers are needed`,
    );
  }
}

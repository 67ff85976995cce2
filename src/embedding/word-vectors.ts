import { Matrix } from "ml-matrix";
import { type Embedding, requireVectors } from "./embedding";

/**
 * The vectors of chosen words, in the order asked for: row k (words × dimension) is the vector of `words[k]`.
 *
 * @throws RangeError if a word is not there (the message counts those that are missing), or the embedding has too many or
 *   too few vectors
 * @example
 * ```ts
 * const embedding = { words: ["the", "king"], dimension: 2, vectors: Float32Array.of(1, 2, 3, 4) };
 * wordVectors(embedding, ["king", "the"]).to2DArray(); // → [[3, 4], [1, 2]]
 * wordVectors(embedding, ["queen"]); // throws /"queen" is not among the 2 words/
 * ```
 */
export function wordVectors(
  embedding: Pick<Embedding, "words" | "dimension" | "vectors">,
  words: readonly string[],
): Matrix {
  requireVectors(embedding);
  const { dimension, vectors } = embedding;
  const rowOf = new Map(embedding.words.map((word, row) => [word, row]));
  const missing = words.filter((word) => !rowOf.has(word));
  if (missing.length > 0) {
    const others = missing.length > 1 ? `, nor are ${missing.length - 1} others of ${words.length}` : "";
    throw new RangeError(
      `Cannot find the vectors of ${words.length} words: "${missing[0]}" is not among the ${embedding.words.length} ` +
        `words of the embedding${others}. Choose words that it has, or train with a larger vocabulary`,
    );
  }
  const chosen = Matrix.zeros(words.length, dimension);
  for (const [k, word] of words.entries()) {
    const row = rowOf.get(word)!;
    chosen.setRow(k, vectors.slice(row * dimension, (row + 1) * dimension));
  }
  return chosen;
}

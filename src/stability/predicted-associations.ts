import type { Embedding } from "../embedding/embedding";

/**
 * What a model with word and context vectors says of pairs of words: the products v_w·u_c, in nats.
 *
 * @throws RangeError if words and contexts have other shapes, or a pair has no such row
 * @example
 * ```ts
 * const embedding = (vectors) => ({ words: ["a", "b"], dimension: 2, vectors: Float32Array.from(vectors) });
 * predictedAssociations(embedding([1, 2, 3, 4]), embedding([1, 1, 0, 2]), [[0, 1], [1, 0]]); // → [4, 7]
 * ```
 */
export function predictedAssociations(
  words: Pick<Embedding, "words" | "dimension" | "vectors">,
  contexts: Pick<Embedding, "words" | "dimension" | "vectors">,
  pairs: readonly (readonly [word: number, context: number])[],
): Float64Array {
  const { dimension } = words;
  if (contexts.dimension !== dimension) {
    throw new RangeError(
      `Cannot multiply word vectors of dimension ${dimension} with context vectors of dimension ${contexts.dimension}`,
    );
  }
  return Float64Array.from(pairs, ([w, c]) => {
    if (!(w in words.words) || !(c in contexts.words)) {
      throw new RangeError(
        `Cannot predict the pair of rows ${w} and ${c}: there are ${words.words.length} words and ${contexts.words.length} contexts`,
      );
    }
    let product = 0;
    for (let j = 0; j < dimension; j++) {
      product += words.vectors[w * dimension + j]! * contexts.vectors[c * dimension + j]!;
    }
    return product;
  });
}

import { requireFinite } from "../matrix/require-finite";
import { tenDecimals } from "../matrix/ten-decimals";
import { unitRows } from "../matrix/unit-rows";
import { type Embedding, toMatrix } from "./embedding";
import { requireNeighbours } from "./require-neighbours";

/** A word near another one. */
export interface Neighbour {
  readonly row: number;
  readonly word: string;
  /** From −1 to 1, to ten decimals. */
  readonly cosine: number;
}

/**
 * The k words nearest to a word by cosine, the nearest first; the word itself is left out. Of words that are equally near
 * (to ten decimals) the one with the smaller row comes first.
 *
 * @throws RangeError if the row is none, unless 1 ≤ k < V, if a number is not finite, or a word has a zero vector
 * @example
 * ```ts
 * const embedding = {
 *   words: ["king", "queen", "water"],
 *   dimension: 2,
 *   vectors: Float32Array.of(1, 0, 2, 0, 0, 3),
 * };
 * neighbours(embedding, wordRow(embedding, "king"), 2)[0]; // → { row: 1, word: "queen", cosine: 1 }
 * neighbours(embedding, 2, 1); // → [{ row: 0, word: "king", cosine: 0 }]
 * ```
 */
export function neighbours(
  embedding: Pick<Embedding, "words" | "dimension" | "vectors">,
  row: number,
  k: number,
): Neighbour[] {
  const { words } = embedding;
  if (!(Number.isInteger(row) && row >= 0 && row < words.length)) {
    throw new RangeError(`Cannot find the neighbours of row ${row}: the rows are 0 to ${words.length - 1}`);
  }
  requireNeighbours(k, words.length);
  const matrix = toMatrix(embedding);
  requireFinite(matrix, "find neighbours in the run");
  const { values, columns } = unitRows(matrix, "find neighbours");
  const cosine = (other: number) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += values[row * columns + j]! * values[other * columns + j]!;
    return tenDecimals(sum);
  };
  return words
    .map((word, other) => ({ row: other, word, cosine: cosine(other) }))
    .filter((other) => other.row !== row)
    .sort((a, b) => b.cosine - a.cosine || a.row - b.row)
    .slice(0, k);
}

import type { Matrix } from "ml-matrix";
import { productsByRows } from "../matrix/products-by-rows";
import { requireFinite } from "../matrix/require-finite";
import { unitRows } from "../matrix/unit-rows";
import { requireNeighbours } from "./require-neighbours";
import { tenDecimals } from "./ten-decimals";

/** The k nearest neighbours of each of so many words. */
export interface NeighbourLists {
  readonly words: number;
  readonly k: number;
  /** words × k row numbers: those of word w from w·k on, the nearest first. */
  readonly rows: Int32Array;
}

/**
 * The k nearest neighbours of every word by cosine, the nearest first; a word is not its own neighbour. Of words that are
 * equally near (to ten decimals) the one with the smaller row comes first. Searched exhaustively: all V² products in
 * single precision, and again in double precision where that leaves a doubt.
 *
 * @param run V×d, one row per word
 * @throws RangeError unless 1 ≤ k < V, if a number is not finite, or a word has a zero vector
 * @example
 * ```ts
 * const run = new Matrix([[1, 0], [2, 1], [0, 1], [0, -1]]);
 * neighbourLists(run, 2).rows; // → [1, 2, 0, 2, 1, 0, 0, 1]
 * ```
 */
export function neighbourLists(run: Matrix, k: number): NeighbourLists {
  const words = run.rows;
  requireNeighbours(k, words);
  requireFinite(run, "find neighbours in the run");
  const unit = unitRows(run, "find neighbours");
  const { columns, values } = unit;
  const rows = new Int32Array(words * k);
  const nearest = new Float64Array(k);
  // So much can a product in single precision, and the rounding to ten decimals, be off: d + 2 roundings of 2⁻²⁴ each.
  const margin = (columns + 3) * 2 ** -24 + 1e-10;
  productsByRows(unit, unit, "single", (first, count, products, stride) => {
    for (let r = 0; r < count; r++) {
      const word = first + r;
      // The list so far, as a queue sorted by cosine. Later rows come after equal ones that are already there.
      let length = 0;
      let limit = Number.NEGATIVE_INFINITY;
      for (let other = 0; other < words; other++) {
        if (products[r * stride + other]! < limit || other === word) continue;
        const cosine = tenDecimals(dot(values, word * columns, other * columns, columns));
        if (length === k && cosine <= nearest[k - 1]!) continue;
        let place = length < k ? length++ : k - 1;
        for (; place > 0 && nearest[place - 1]! < cosine; place--) {
          nearest[place] = nearest[place - 1]!;
          rows[word * k + place] = rows[word * k + place - 1]!;
        }
        nearest[place] = cosine;
        rows[word * k + place] = other;
        if (length === k) limit = nearest[k - 1]! - margin;
      }
    }
  });
  return { words, k, rows };
}

function dot(values: Float64Array, a: number, b: number, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += values[a + j]! * values[b + j]!;
  return sum;
}

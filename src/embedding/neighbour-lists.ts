import type { Matrix } from "ml-matrix";
import { largestProducts } from "../matrix/largest-products";
import { requireFinite } from "../matrix/require-finite";
import { unitRows } from "../matrix/unit-rows";
import { requireNeighbours } from "./require-neighbours";

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
  const rows = largestProducts(unitRows(run, "find neighbours"), k);
  return { words, k, rows };
}

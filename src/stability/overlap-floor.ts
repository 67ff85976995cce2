import { requireListLength } from "./list-length";

/**
 * The {@link neighbourOverlap} of unrelated runs, on average: k/(V−1). It is exact for any two runs if the words
 * of one are shuffled, because every other word is then equally likely to be in a list.
 *
 * @throws RangeError unless 1 ≤ k < V
 * @example
 * ```ts
 * overlapFloor(1001, 10); // → 0.01
 * ```
 */
export function overlapFloor(words: number, k: number): number {
  requireListLength(words, k);
  return k / (words - 1);
}

import type { NeighbourLists } from "../embedding";
import { jointReliability } from "./joint-reliability";

/**
 * For each word, Jaccard's index of its k nearest neighbours in two runs: how many are in both lists, divided by how many
 * are in at least one; from 0 to 1. With overlap o ({@link neighbourOverlap}) it is o/(2 − o), so it is smaller, and the two
 * put words in the same order; their means over words need not agree.
 *
 * By chance it is {@link jaccardFloor}.
 *
 * @returns one number per word, in the order of the rows
 * @throws RangeError if the lists are of different vocabularies or lengths
 * @example
 * ```ts
 * const first = neighbourLists(new Matrix([[1, 0], [2, 1], [0, 1], [0, -1]]), 2);
 * const second = neighbourLists(new Matrix([[1, 0], [2, -1], [0, 1], [0, -1]]), 2);
 * neighbourJaccard(first, second); // → [1, 0.33, 1, 1]
 * ```
 */
export function neighbourJaccard(first: NeighbourLists, second: NeighbourLists): number[] {
  return jointReliability([first, second]);
}

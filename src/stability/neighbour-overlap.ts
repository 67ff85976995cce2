import type { NeighbourLists } from "../embedding";
import { requireSameLists } from "./same-lists";

/**
 * Overlap@k: for each word, the share of its k nearest neighbours in one run that are also among its k nearest in the
 * other, from 0 to 1 (Wendlandt, Kummerfeld & Mihalcea 2018, whose stability is k times it). The order within the
 * lists does not matter.
 *
 * By chance it is {@link overlapFloor}, k/(V−1).
 *
 * @returns one share per word, in the order of the rows
 * @throws RangeError if the lists are of different vocabularies or lengths
 * @example
 * ```ts
 * const first = neighbourLists(new Matrix([[1, 0], [2, 1], [0, 1], [0, -1]]), 2);
 * const second = neighbourLists(new Matrix([[1, 0], [2, -1], [0, 1], [0, -1]]), 2);
 * neighbourOverlap(first, second); // → [1, 0.5, 1, 1]
 * ```
 */
export function neighbourOverlap(first: NeighbourLists, second: NeighbourLists): number[] {
  requireSameLists([first, second]);
  const { words, k } = first;
  const listedFor = new Int32Array(words).fill(-1);
  return Array.from({ length: words }, (_, word) => {
    for (let i = word * k; i < (word + 1) * k; i++) listedFor[first.rows[i]!] = word;
    let common = 0;
    for (let i = word * k; i < (word + 1) * k; i++) if (listedFor[second.rows[i]!] === word) common++;
    return common / k;
  });
}

import type { NeighbourLists } from "../embedding";
import { requireSameLists } from "./same-lists";

/**
 * Joint reliability: for each word, how many neighbours are in its list in all n runs, divided by how many are in
 * its list in at least one run; from 0 to 1 (Jaccard's index of n sets; Hellrich & Hahn 2016). It is stricter than an
 * average over pairs, and falls with the number of runs: compare only values of equally many runs.
 *
 * By chance it is {@link jaccardFloor}.
 *
 * @returns one number per word, in the order of the rows
 * @throws RangeError if there are fewer than two runs, or the lists are of different vocabularies or lengths
 * @example
 * ```ts
 * const runs = [
 *   new Matrix([[1, 0], [2, 1], [0, 1], [0, -1]]),
 *   new Matrix([[1, 0], [2, -1], [0, 1], [0, -1]]),
 *   new Matrix([[1, 0], [2, -1], [0, 1], [0, -1]]),
 * ];
 * jointReliability(runs.map((run) => neighbourLists(run, 2))); // → [1, 0.33, 1, 1]
 * ```
 */
export function jointReliability(lists: readonly NeighbourLists[]): number[] {
  requireSameLists(lists);
  const { words, k } = lists[0]!;
  const count = new Int32Array(words);
  return Array.from({ length: words }, (_, word) => {
    let inAny = 0;
    let inAll = 0;
    for (const { rows } of lists) {
      for (let i = word * k; i < (word + 1) * k; i++) {
        const times = ++count[rows[i]!]!;
        if (times === 1) inAny++;
        if (times === lists.length) inAll++;
      }
    }
    for (const { rows } of lists) for (let i = word * k; i < (word + 1) * k; i++) count[rows[i]!] = 0;
    return inAll / inAny;
  });
}

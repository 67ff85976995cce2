import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import type { NeighbourLists } from "../embedding";
import { unitRows } from "../matrix/unit-rows";
import { correlation } from "./correlation";

/**
 * For each word, Pearson's correlation, over its k neighbours in a list, of their cosine distance from it in one run with
 * that in another (from −1 to 1). A high {@link distanceCorrelation} can come from some words having near neighbours and others
 * far ones; this asks only for the neighbours of one and the same word.
 *
 * By chance it is 0: over all ways to shuffle the words of the second run, its mean is 0.
 *
 * @param lists which neighbours, for example those in the first run
 * @returns one number per word, in the order of the rows; NaN for a word whose neighbours are all equally far
 * @throws RangeError if the runs and the lists are not of the same number of words, a number is not finite, or a word
 *   has a zero vector
 * @example
 * ```ts
 * const first = new Matrix([[1, 0], [4, 1], [2, 1], [1, 1]]);
 * const second = new Matrix([[1, 0], [2, 1], [4, 1], [1, 1]]);
 * const lists = neighbourLists(first, 3);
 * distancesWithinLists(first, first, lists)[0]; // → 1.000000000
 * distancesWithinLists(first, second, lists)[0]; // → 0.844
 * ```
 */
export function distancesWithinLists(
  first: Matrix,
  second: Matrix,
  { words, k, rows }: NeighbourLists,
): number[] {
  requireSameWords(first, second, "compare");
  if (words !== first.rows) {
    throw new RangeError(
      `Cannot compare distances within the lists of ${words} words in runs of ${first.rows}: ` +
        "all need the same vocabulary in the same order",
    );
  }
  const runs = [first, second].map((run) => unitRows(run, "compare distances"));
  return Array.from({ length: words }, (_, word) => {
    const near = rows.subarray(word * k, (word + 1) * k);
    const [ones, others] = runs.map(({ columns, values }) =>
      Float64Array.from(near, (other) => {
        let cosine = 0;
        for (let j = 0; j < columns; j++)
          cosine += values[word * columns + j]! * values[other * columns + j]!;
        return 1 - cosine;
      }),
    );
    return correlation(ones!, others!);
  });
}

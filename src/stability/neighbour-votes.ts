import type { Matrix } from "ml-matrix";
import { timesTransposed } from "../matrix/times-transposed";
import { unitRows } from "../matrix/unit-rows";
import { largestOf } from "./largest-of";

/**
 * Answers a yes-or-no question for each word as most of its k nearest neighbours, by cosine, among the words whose answer is
 * known.
 *
 * @param known one row for each word with a known answer
 * @param answers one for each of them
 * @param asked one row for each word that is asked about, in the same space
 * @param k odd, so that no vote ends in a draw
 * @throws RangeError if there are not as many answers as known words, the dimensions differ, k is not an odd number up to the
 *   number of known words, a number is not finite, or a word has a zero vector
 * @example
 * ```ts
 * const known = new Matrix([[1, 0], [2, 1], [0, 1], [-1, 1]]);
 * neighbourVotes(known, [true, true, false, false], new Matrix([[5, 1], [-3, 1]]), 3); // → [true, false]
 * ```
 */
export function neighbourVotes(
  known: Matrix,
  answers: readonly boolean[],
  asked: Matrix,
  k: number,
): boolean[] {
  if (answers.length !== known.rows) {
    throw new RangeError(
      `Cannot vote with ${answers.length} answers of ${known.rows} words: one answer for each word is needed`,
    );
  }
  if (known.columns !== asked.columns) {
    throw new RangeError(
      `Cannot find neighbours of vectors with ${asked.columns} dimensions among vectors with ${known.columns}: both need as many`,
    );
  }
  if (!(Number.isInteger(k) && k % 2 === 1 && k >= 1 && k <= known.rows)) {
    throw new RangeError(
      `Cannot let ${k} neighbours vote: an odd whole number up to ${known.rows}, the words that can vote, is needed`,
    );
  }
  const cosines = timesTransposed(
    unitRows(asked, "find neighbours"),
    unitRows(known, "find neighbours"),
  ).values;
  return Array.from({ length: asked.rows }, (_, i) => {
    const voters = largestOf(cosines.subarray(i * known.rows, (i + 1) * known.rows), k);
    return voters.filter((word) => answers[word]).length > k / 2;
  });
}

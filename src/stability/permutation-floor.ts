import type { Matrix } from "ml-matrix";
import { type Random, shuffle } from "../random";

/**
 * What a score would be by chance: the words of the second run are shuffled, so that its vectors keep their lengths,
 * their common direction and their spectrum but belong to the wrong words, and the score is measured again.
 *
 * @param measure the score, including any alignment it begins with
 * @param times number of shuffles
 * @returns one score per shuffle
 * @throws RangeError if times is not a positive integer
 * @example
 * ```ts
 * const run = new Matrix([[1, 0], [0, 1], [-1, 0], [0, -1]]);
 * const scores = permutationFloor(run, run, meanCosine, randomStream(seedStreams(1), "bootstrap"), 20);
 * scores.length; // → 20
 * scores.every((score) => score <= meanCosine(run, run)); // → true
 * ```
 */
export function permutationFloor(
  first: Matrix,
  second: Matrix,
  measure: (first: Matrix, second: Matrix) => number,
  random: Random,
  times: number,
): number[] {
  if (!(Number.isInteger(times) && times > 0))
    throw new RangeError(`Cannot shuffle ${times} times: a positive integer is needed`);
  const rows = Array.from({ length: second.rows }, (_, row) => row);
  const columns = Array.from({ length: second.columns }, (_, column) => column);
  return Array.from({ length: times }, () =>
    measure(first, second.selection(shuffle(rows, random), columns)),
  );
}

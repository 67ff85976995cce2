import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import { sumOfSquares } from "../matrix/sum-of-squares";
import { timesTransposed } from "../matrix/times-transposed";
import { centredRun } from "./centred-run";

/**
 * The {@link linearCKA} of two runs by chance: its mean over all ways to shuffle the words of one of them, exactly. It is
 * √(p·q)/(V−1), where p = (Σλ)²/Σλ² is the participation ratio of the eigenvalues λ of the covariance of one run, from 1 to d, and q
 * that of the other. (A shuffled table of scalar products has the same trace, and is the same on average elsewhere.)
 *
 * @throws RangeError if the runs have different numbers of words, a number is not finite, or all vectors of a run are equal
 * @example
 * ```ts
 * const run = new Matrix([[1, 0], [0, 1], [-1, 0], [0, -1], [0, 0]]);
 * linearCKAFloor(run, run); // → 0.500
 * ```
 */
export function linearCKAFloor(first: Matrix, second: Matrix): number {
  requireSameWords(first, second, "compare");
  const [p, q] = [first, second].map((run) => {
    const centred = centredRun(run);
    return sumOfSquares(centred.values) ** 2 / sumOfSquares(timesTransposed(centred, centred).values);
  }) as [number, number];
  return Math.sqrt(p * q) / (first.rows - 1);
}

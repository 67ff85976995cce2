import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import type { Flat } from "../matrix/flat";
import { sumOfSquares } from "../matrix/sum-of-squares";
import { timesTransposed } from "../matrix/times-transposed";
import { centredRun } from "./centred-run";

/**
 * Linear centred kernel alignment ‖XᵀY‖²_F / (‖XᵀX‖_F · ‖YᵀY‖_F) of the runs with their columns centred (Kornblith, Norouzi,
 * Lee & Hinton 2019), from 0 to 1: the cosine between their V×V tables of scalar products. A rotation or a scaling of a run
 * does not change it, a stretching does; large directions count most. The dimensions may differ.
 *
 * By chance it is {@link linearCKAFloor}: about d/(V + d) for Gaussian runs, centred or not.
 *
 * @throws RangeError if the runs have different numbers of words, a number is not finite, or all vectors of a run are equal
 * @example
 * ```ts
 * const run = new Matrix([[2, 0], [0, 1], [0, 0]]);
 * linearCKA(run, run.mmul(randomOrthogonal(2, randomStream(seedStreams(1), "init"))).mul(7)); // → 1.000000000
 * linearCKA(run, new Matrix([[0], [1], [2]])); // → 0.688
 * ```
 */
export function linearCKA(first: Matrix, second: Matrix): number {
  requireSameWords(first, second, "compare");
  const [x, y] = [centredRun(first), centredRun(second)];
  const squares = (a: Flat, b: Flat) => sumOfSquares(timesTransposed(a, b).values);
  return squares(x, y) / Math.sqrt(squares(x, x) * squares(y, y));
}

import type { Matrix } from "ml-matrix";
import { procrustes } from "../align";
import { meanCosine } from "./mean-cosine";

/**
 * The mean over all words of the cosine after the best turn ({@link procrustes}) of one run onto the other: 1 for runs
 * that differ by a rotation. Leszczynski et al. (2020) report 1 minus it as semantic displacement.
 *
 * By chance it is not 0: the turn is fitted on the words it is scored on. For unrelated Gaussian runs it is
 * {@link gaussianFloor}; for these runs with their words shuffled, {@link permutationFloor}.
 *
 * @throws RangeError if the shapes differ, a number is not finite, or a word has a zero vector
 * @example
 * ```ts
 * const run = new Matrix([[1, 0], [0, 2], [3, 1]]);
 * const turned = run.mmul(randomOrthogonal(2, randomStream(seedStreams(1), "init")));
 * alignedCosine(run, turned); // → 1.000000000
 * ```
 */
export function alignedCosine(first: Matrix, second: Matrix): number {
  return meanCosine(procrustes(first, second).aligned, second);
}

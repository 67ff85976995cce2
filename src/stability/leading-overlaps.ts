import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import { timesTransposed } from "../matrix/times-transposed";
import { columnSpace } from "./eigenspace-overlap";

/**
 * For j = 1, 2, …: the share of the space of the j strongest directions of one run that lies in the space of the j strongest
 * of the other, ‖U₁ᵀU₂‖²_F / j, with U the left singular vectors of the j largest singular values. It says how deep two
 * runs agree, where {@link eigenspaceOverlap}, its last value for runs of equally many dimensions, counts all directions alike.
 *
 * By chance it is j/V for random spaces. Word vectors share a direction, and that is often the first: then also shuffled
 * words have more ({@link permutationFloor}).
 *
 * @returns one share for each j up to the rank of the run with the smaller rank
 * @throws RangeError if the runs have different numbers of words, a number is not finite, or a run is zero
 * @example
 * ```ts
 * const first = new Matrix([[3, 0], [0, 1], [0, 0]]);
 * const second = new Matrix([[3, 0], [0, 0], [0, 1]]);
 * leadingOverlaps(first, second); // → [1.000000000, 0.500000000]
 * ```
 */
export function leadingOverlaps(first: Matrix, second: Matrix): number[] {
  requireSameWords(first, second, "compare");
  const [u, v] = [columnSpace(first), columnSpace(second)];
  const { values, columns } = timesTransposed(u, v);
  const square = (i: number, j: number) => values[i * columns + j]! ** 2;
  let sum = 0;
  return Array.from({ length: Math.min(u.rows, v.rows) }, (_, last) => {
    for (let i = 0; i < last; i++) sum += square(i, last) + square(last, i);
    sum += square(last, last);
    return sum / (last + 1);
  });
}

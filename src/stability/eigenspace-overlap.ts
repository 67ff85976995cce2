import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import type { Flat } from "../matrix/flat";
import { flatColumns } from "../matrix/flat-columns";
import { sumOfSquares } from "../matrix/sum-of-squares";
import { thinSVD } from "../matrix/thin-svd";
import { timesTransposed } from "../matrix/times-transposed";

/**
 * ‖U₁ᵀU₂‖²_F / max(d₁, d₂), with U the left singular vectors of a run (May, Zhang, Dao & Ré 2019): the share
 * of the space spanned by the columns of one run that lies in that of the other. 1 if each run is a linear map of the
 * other, 0 if they are perpendicular. It does not change under any invertible linear map of a run, let alone a
 * rotation; small directions count as much as large ones. Where a run has fewer than d independent columns, d is
 * their number.
 *
 * By chance it is min(d₁, d₂)/V for random spaces, and 1 if d ≥ V. Runs whose vectors share a direction have more:
 * {@link permutationFloor}.
 *
 * @throws RangeError if the runs have different numbers of words, a number is not finite, or a run is zero
 * @example
 * ```ts
 * const first = new Matrix([[1, 0], [0, 1], [0, 0]]);
 * eigenspaceOverlap(first, new Matrix([[2, 5], [0, 1], [0, 0]])); // → 1.000000000
 * eigenspaceOverlap(first, new Matrix([[1, 0], [0, 0], [0, 1]])); // → 0.500000000
 * ```
 */
export function eigenspaceOverlap(first: Matrix, second: Matrix): number {
  requireSameWords(first, second, "compare");
  return overlapOfSpaces(columnSpace(first), columnSpace(second));
}

/** The space that the columns of a run span: Uᵀ (r×V), for those who compare the same run with several others. */
export function columnSpace(run: Matrix): Flat {
  const space = thinSVD(flatColumns(run)).left;
  if (space.rows === 0)
    throw new RangeError("Cannot compare the space of a run whose vectors are all zero: it has none");
  return space;
}

/** {@link eigenspaceOverlap} of two spaces. */
export function overlapOfSpaces(first: Flat, second: Flat): number {
  return sumOfSquares(timesTransposed(first, second).values) / Math.max(first.rows, second.rows);
}

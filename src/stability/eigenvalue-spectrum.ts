import type { Matrix } from "ml-matrix";
import { centredColumns } from "../matrix/centred-columns";
import type { Flat } from "../matrix/flat";
import { flatColumns } from "../matrix/flat-columns";
import { requireFinite } from "../matrix/require-finite";
import { sumOfSquares } from "../matrix/sum-of-squares";
import { thinSVD } from "../matrix/thin-svd";
import { transposed } from "../matrix/transposed";
import { unitRows } from "../matrix/unit-rows";

/**
 * - *gram*: XᵀX, which has the nonzero eigenvalues of the V×V table XXᵀ of all scalar products
 * - *covariance*: that of the d coordinates over the words, with V−1 in the denominator
 * - *correlation*: that of the d coordinates over the words. It depends on the axes: a rotation changes it
 * - *cosine*: XᵀX with rows of length 1, which has the nonzero eigenvalues of the V×V table of all cosines
 */
export type SpectrumOf = "gram" | "covariance" | "correlation" | "cosine";

/**
 * The eigenvalues of a matrix made from a run X (V×d), in falling order: min(V, d) of them, those left out being 0. All
 * but those of *correlation* stay the same under a rotation of the run.
 *
 * Two unrelated runs can have the same spectrum, and shuffling the words changes none at all. So equal spectra do not
 * mean that words have the same place: that is the question of {@link eigenspaceOverlap}.
 *
 * @throws RangeError if a number is not finite; for *covariance* and *correlation* with fewer than two words; for
 *   *correlation* if a coordinate is the same for all words; for *cosine* if a word has a zero vector
 * @example
 * ```ts
 * const run = new Matrix([[3, 0], [-3, 0], [0, 1], [0, -1]]);
 * eigenvalueSpectrum(run, "gram"); // → [18.000000, 2.000000]
 * eigenvalueSpectrum(run, "covariance"); // → [6.000000, 0.666667]
 * eigenvalueSpectrum(run, "correlation"); // → [1.000000, 1.000000]
 * eigenvalueSpectrum(run, "cosine"); // → [2.000000, 2.000000]
 * ```
 */
export function eigenvalueSpectrum(run: Matrix, of: SpectrumOf): number[] {
  requireFinite(run, "take the spectrum of the run");
  return Array.from(thinSVD(factor(run, of)).all, (value) => value ** 2);
}

/** Yᵀ, where YᵀY is the matrix whose eigenvalues are wanted. */
function factor(run: Matrix, of: SpectrumOf): Flat {
  if (of === "gram") return flatColumns(run);
  if (of === "cosine") return transposed(unitRows(run, "take the spectrum of cosines"));
  if (run.rows < 2)
    throw new RangeError(`Cannot take the ${of} of ${run.rows} words: at least two are needed`);
  const centred = centredColumns(run);
  const { rows, columns, values } = centred;
  for (let j = 0; j < rows; j++) {
    const column = values.subarray(j * columns, (j + 1) * columns);
    const length = Math.sqrt(sumOfSquares(column));
    if (of === "correlation" && length <= 1e-14 * Math.sqrt(columns) * Math.abs(run.get(0, j))) {
      throw new RangeError(
        `Cannot correlate the coordinates: coordinate ${j} is the same for all words. Leave it out`,
      );
    }
    const scale = of === "correlation" ? length : Math.sqrt(columns - 1);
    for (let i = 0; i < columns; i++) column[i]! /= scale;
  }
  return centred;
}

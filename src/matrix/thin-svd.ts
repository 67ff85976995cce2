import { Matrix, SingularValueDecomposition } from "ml-matrix";
import type { Flat } from "./flat";
import { scratch } from "./scratch";

/** The singular value decomposition X = U·diag(σ)·Wᵀ of a V×d matrix of rank r, without W. */
export interface ThinSVD {
  /** Uᵀ (r×V): row i is the left singular vector that belongs to σ_i. */
  readonly left: Flat;
  /** σ_1 ≥ … ≥ σ_r > 0. */
  readonly values: Float64Array;
  /** min(V, d) numbers: the values, then those that are zero within rounding. */
  readonly all: Float64Array;
}

/**
 * Householder's QR decomposition of the tall matrix, then the singular value decomposition of the small R (Chan 1982). It
 * squares nothing, so that a small singular value is as good as a large one. A value counts as zero if it is
 * below max(V, d)·2⁻⁵²·σ_1, as in numpy's matrix_rank.
 *
 * @param columns Xᵀ (d×V), as {@link flatColumns} gives it
 * @throws RangeError if it needs more memory than there is
 */
export function thinSVD(columns: Flat): ThinSVD {
  const { rows: d, columns: V } = columns;
  const steps = Math.min(V, d);
  const x = 0;
  const y = 8 * V * d;
  const scales = y + 8 * V * steps;
  const diagonal = scales + 8 * steps;
  const module = scratch(diagonal + 8 * steps, `decompose ${V} rows of ${d} numbers`);
  const view = (address: number, count: number) => new Float64Array(module.buffer, address, count);
  const factors = view(x, V * d);
  factors.set(columns.values);
  module.factorise(x, V, d, scales, diagonal);

  const R = Matrix.zeros(steps, d);
  for (let j = 0; j < d; j++) for (let i = 0; i < Math.min(j, steps); i++) R.set(i, j, factors[j * V + i]!);
  view(diagonal, steps).forEach((value, j) => {
    R.set(j, j, value);
  });
  const svd = new SingularValueDecomposition(R, { autoTranspose: true });
  const all = Float64Array.from(svd.diagonal);
  const values = all.filter((value) => value > Math.max(V, d) * 2 ** -52 * all[0]!);

  const left = view(y, V * values.length);
  left.fill(0);
  values.forEach((_, r) => {
    for (let i = 0; i < steps; i++) left[r * V + i] = svd.leftSingularVectors.get(i, r);
  });
  module.reflectBack(x, V, steps, scales, y, values.length);
  return { left: { rows: values.length, columns: V, values: left.slice() }, values, all };
}

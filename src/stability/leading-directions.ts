import { Matrix } from "ml-matrix";
import { flatColumns } from "../matrix/flat-columns";
import { requireFinite } from "../matrix/require-finite";
import { thinSVD } from "../matrix/thin-svd";

/**
 * The strongest directions of a run: where its words stand along them, each direction scaled to length 1 (V×count). They
 * are the first left singular vectors of the run, which no rotation changes, but for their signs.
 *
 * @throws RangeError if there are not so many directions, or a number is not finite
 * @example
 * ```ts
 * const run = new Matrix([[0, 3], [1, 0], [0, 4]]);
 * Matrix.abs(leadingDirections(run, 1)).to1DArray(); // → [0.600000, 0.000000, 0.800000]
 * leadingDirections(run, 3); // throws /it has 2/
 * ```
 */
export function leadingDirections(run: Matrix, count: number): Matrix {
  requireFinite(run, "take the strongest directions of the run");
  const { left } = thinSVD(flatColumns(run));
  if (!(Number.isInteger(count) && count > 0 && count <= left.rows)) {
    throw new RangeError(`Cannot take the ${count} strongest directions of a run: it has ${left.rows}`);
  }
  return Matrix.from1DArray(count, run.rows, left.values.subarray(0, count * run.rows)).transpose();
}

import { type Matrix, SingularValueDecomposition } from "ml-matrix";
import { crossProduct } from "../matrix/cross-product";
import { distance } from "../matrix/distance";
import { product } from "../matrix/product";
import { requireSameShape } from "./same-shape";

/** The best rotation (or reflection) of one run onto another, and what is left after it. */
export interface Alignment {
  /** Q (d×d, orthogonal): rows are turned by multiplying with Q from the right. */
  readonly rotation: Matrix;
  /** source · Q (V×d). */
  readonly aligned: Matrix;
  /** ‖source·Q − target‖_F, in the units of the vectors. */
  readonly residual: number;
}

/**
 * Orthogonal Procrustes: the Q in O(d) that minimises ‖source·Q − target‖_F.
 * Q = UVᵀ from the singular value decomposition sourceᵀ·target = UΣVᵀ (Schönemann 1966).
 * Nothing is centred or scaled. Q may be a reflection. It is unique if sourceᵀ·target has full rank.
 *
 * @param source V×d, the run that is turned
 * @param target V×d, the run that stays
 * @throws RangeError if the shapes differ or a number is not finite
 * @example
 * ```ts
 * const target = new Matrix([[1, 0], [0, 2], [3, 1]]);
 * const quarterTurn = new Matrix([[0, 1], [-1, 0]]);
 * const { rotation, residual } = procrustes(target.mmul(quarterTurn), target);
 * rotation.to2DArray().map((row) => row.map(Math.round)); // → [[0, -1], [1, 0]]
 * residual < 1e-12; // → true
 * ```
 */
export function procrustes(source: Matrix, target: Matrix): Alignment {
  requireSameShape(source, target, "align");
  const svd = new SingularValueDecomposition(crossProduct(source, target));
  const rotation = svd.leftSingularVectors.mmul(svd.rightSingularVectors.transpose());
  const aligned = product(source, rotation);
  return { rotation, aligned, residual: distance(aligned, target) };
}

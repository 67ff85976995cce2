import { Matrix, pseudoInverse } from "ml-matrix";
import type { Alignment } from "./procrustes";
import { requireSameShape } from "./same-shape";

/**
 * Least squares: the d×d matrix A, with no restriction, that minimises ‖source·A − target‖_F.
 * It can stretch and shear, so its residual is never above that of {@link procrustes}, and cosines change under it.
 * Where several maps leave as little (fewer words than dimensions), it is the smallest of them.
 *
 * @param source V×d, the run that is mapped
 * @param target V×d, the run that stays
 * @throws RangeError if the shapes differ or a number is not finite
 * @example
 * ```ts
 * const source = new Matrix([[1, 0], [0, 2], [3, 1]]);
 * const shear = new Matrix([[2, 1], [0, 1]]);
 * linearMap(source, source.mmul(shear)).residual < 1e-12; // → true
 * procrustes(source, source.mmul(shear)).residual > 0.5; // → true
 * ```
 */
export function linearMap(
  source: Matrix,
  target: Matrix,
): Omit<Alignment, "rotation"> & { readonly map: Matrix } {
  requireSameShape(source, target, "map");
  const map = pseudoInverse(source).mmul(target);
  const aligned = source.mmul(map);
  return { map, aligned, residual: Matrix.sub(aligned, target).norm("frobenius") };
}

import type { Matrix } from "ml-matrix";

/** ‖matrix‖_F, the root of the sum of all squares; for many rows much faster than ml-matrix's own. */
export function norm(matrix: Matrix): number {
  let sum = 0;
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.columns; j++) sum += matrix.get(i, j) ** 2;
  }
  return Math.sqrt(sum);
}

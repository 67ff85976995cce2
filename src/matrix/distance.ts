import type { Matrix } from "ml-matrix";

/** ‖first − second‖_F of two matrices of the same shape. */
export function distance(first: Matrix, second: Matrix): number {
  let sum = 0;
  for (let i = 0; i < first.rows; i++) {
    for (let j = 0; j < first.columns; j++) sum += (first.get(i, j) - second.get(i, j)) ** 2;
  }
  return Math.sqrt(sum);
}

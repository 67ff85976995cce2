import type { Matrix } from "ml-matrix";

/** A matrix in one block of memory, row after row: element (i, j) is values[i·columns + j]. */
export interface Flat {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A copy of a matrix in one block of memory, for loops that run over all of it. */
export function flat(matrix: Matrix): Flat {
  const { rows, columns } = matrix;
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) values[i * columns + j] = matrix.get(i, j);
  }
  return { rows, columns, values };
}

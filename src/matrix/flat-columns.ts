import type { Matrix } from "ml-matrix";
import type { Flat } from "./flat";

/** So many rows at a time are written next to each other. */
const BLOCK = 32;

/** The transposed matrix in one block of memory: its rows are the columns of the matrix. */
export function flatColumns(matrix: Matrix): Flat {
  const { rows, columns } = matrix;
  const values = new Float64Array(rows * columns);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(start + BLOCK, rows);
    for (let j = 0; j < columns; j++) {
      for (let i = start; i < end; i++) values[j * rows + i] = matrix.get(i, j);
    }
  }
  return { rows: columns, columns: rows, values };
}

import type { Matrix } from "ml-matrix";
import type { Flat } from "./flat";
import { flatColumns } from "./flat-columns";

/** The transposed matrix ({@link flatColumns}), with the mean of each column of the matrix taken away. */
export function centredColumns(matrix: Matrix): Flat {
  const centred = flatColumns(matrix);
  const { rows, columns, values } = centred;
  for (let j = 0; j < rows; j++) {
    const column = values.subarray(j * columns, (j + 1) * columns);
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += column[i]!;
    const mean = sum / columns;
    for (let i = 0; i < columns; i++) column[i]! -= mean;
  }
  return centred;
}

import type { Matrix } from "ml-matrix";
import { type Flat, flat } from "./flat";

/**
 * The matrix with every row scaled to length 1.
 *
 * @param task what cannot be done with a zero row, for the message
 * @throws RangeError if a row is zero: it has no direction
 */
export function unitRows(matrix: Matrix, task: string): Flat {
  const unit = flat(matrix);
  const { rows, columns, values } = unit;
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    // Squares of very large or very small numbers would leave the range of a double.
    let largest = 0;
    for (let j = 0; j < columns; j++) largest = Math.max(largest, Math.abs(row[j]!));
    if (largest === 0)
      throw new RangeError(
        `Cannot ${task}: word ${i} has a zero vector, which has no direction. Leave it out`,
      );
    let squares = 0;
    for (let j = 0; j < columns; j++) {
      row[j]! /= largest;
      squares += row[j]! ** 2;
    }
    const length = Math.sqrt(squares);
    for (let j = 0; j < columns; j++) row[j]! /= length;
  }
  return unit;
}

import type { Matrix } from "ml-matrix";

/**
 * @param task what cannot be done with the run, and which run it is: "align the first run"
 * @throws RangeError if a number is not finite
 */
export function requireFinite(matrix: Matrix, task: string): void {
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.columns; j++) {
      const value = matrix.get(i, j);
      if (!Number.isFinite(value)) {
        throw new RangeError(
          `Cannot ${task}: row ${i}, column ${j} is ${value}. ` +
            "Did its training diverge? Look at its loss, or train with a smaller learning rate",
        );
      }
    }
  }
}

import type { Matrix } from "ml-matrix";

/** Throws if two runs cannot be compared row by row, or hold a number that is not finite. */
export function requireSameShape(first: Matrix, second: Matrix, task: string): void {
  if (first.rows !== second.rows) {
    throw new RangeError(
      `Cannot ${task} ${first.rows} words with ${second.rows}: both runs need the same vocabulary in the same order`,
    );
  }
  if (first.columns !== second.columns) {
    throw new RangeError(
      `Cannot ${task} vectors of dimension ${first.columns} with vectors of dimension ${second.columns}: ` +
        "train both runs with the same dimension",
    );
  }
  requireFinite(first, task, "first");
  requireFinite(second, task, "second");
}

function requireFinite(matrix: Matrix, task: string, which: string): void {
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.columns; j++) {
      const value = matrix.get(i, j);
      if (!Number.isFinite(value)) {
        throw new RangeError(
          `Cannot ${task} the ${which} run: row ${i}, column ${j} is ${value}. ` +
            "Did its training diverge? Look at its loss, or train with a smaller learning rate",
        );
      }
    }
  }
}

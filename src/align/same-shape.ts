import type { Matrix } from "ml-matrix";
import { requireSameWords } from "./same-words";

/** Throws if two runs cannot be compared number by number, or hold a number that is not finite. */
export function requireSameShape(first: Matrix, second: Matrix, task: string): void {
  requireSameWords(first, second, task);
  if (first.columns !== second.columns) {
    throw new RangeError(
      `Cannot ${task} vectors of dimension ${first.columns} with vectors of dimension ${second.columns}: ` +
        "train both runs with the same dimension",
    );
  }
}

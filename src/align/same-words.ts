import type { Matrix } from "ml-matrix";
import { requireFinite } from "../matrix/require-finite";

/** Throws if two runs do not have the same number of words, or hold a number that is not finite. */
export function requireSameWords(first: Matrix, second: Matrix, task: string): void {
  if (first.rows !== second.rows) {
    throw new RangeError(
      `Cannot ${task} ${first.rows} words with ${second.rows}: both runs need the same vocabulary in the same order`,
    );
  }
  requireFinite(first, `${task} the first run`);
  requireFinite(second, `${task} the second run`);
}

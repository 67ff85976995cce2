import type { Matrix } from "ml-matrix";
import { requireSameShape } from "../align/same-shape";

/**
 * For each word, the cosine between its vector in one run and its vector in the other (V numbers from −1 to 1).
 * A zero vector has no direction: its cosine is NaN.
 *
 * @throws RangeError if the shapes differ or a number is not finite
 * @example
 * ```ts
 * wordCosines(new Matrix([[1, 0], [1, 1]]), new Matrix([[0, 2], [3, 3]])); // → [0, 1.00000000]
 * ```
 */
export function wordCosines(first: Matrix, second: Matrix): number[] {
  requireSameShape(first, second, "compare");
  return Array.from({ length: first.rows }, (_, w) => {
    let dot = 0;
    let a = 0;
    let b = 0;
    for (let j = 0; j < first.columns; j++) {
      const x = first.get(w, j);
      const y = second.get(w, j);
      dot += x * y;
      a += x * x;
      b += y * y;
    }
    return dot / Math.sqrt(a * b);
  });
}

import type { Matrix } from "ml-matrix";
import { mean } from "./mean";
import { wordCosines } from "./word-cosines";

/**
 * The mean over all words of {@link wordCosines}, as the runs are. After the best turn: {@link alignedCosine}.
 *
 * By chance it is 0 on average, for unrelated runs whose starts were drawn alike in all directions.
 *
 * @throws RangeError if the shapes differ, a number is not finite, or a word has a zero vector
 * @example
 * ```ts
 * meanCosine(new Matrix([[1, 0], [0, 1]]), new Matrix([[2, 0], [0, -3]])); // → 0
 * ```
 */
export function meanCosine(first: Matrix, second: Matrix): number {
  const cosines = wordCosines(first, second);
  const zero = cosines.findIndex(Number.isNaN);
  if (zero >= 0) {
    throw new RangeError(
      `Cannot take the mean cosine: word ${zero} has a zero vector, which has no direction. Leave it out`,
    );
  }
  return mean(cosines);
}

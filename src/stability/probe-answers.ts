import type { Matrix } from "ml-matrix";
import { unitRows } from "../matrix/unit-rows";
import type { LinearProbe } from "./linear-probe";

/**
 * What a probe says of each word: see {@link linearProbe}, which learns it, on other words or in another run.
 *
 * @throws RangeError if the vectors have another number of dimensions than the probe, a number is not finite, or a word
 *   has a zero vector
 * @example
 * ```ts
 * probeAnswers({ weights: [1, 0], bias: -0.5 }, new Matrix([[3, 0], [0, 3], [-3, 0]])); // → [true, false, false]
 * ```
 */
export function probeAnswers({ weights, bias }: LinearProbe, vectors: Matrix): boolean[] {
  const { values, rows, columns } = unitRows(vectors, "answer from the vectors");
  if (columns !== weights.length) {
    throw new RangeError(
      `Cannot answer from vectors with ${columns} dimensions: the probe was learned from ${weights.length}`,
    );
  }
  return Array.from({ length: rows }, (_, i) => {
    const sum = weights.reduce((total, weight, j) => total + weight * values[i * columns + j]!, bias);
    return sum > 0;
  });
}

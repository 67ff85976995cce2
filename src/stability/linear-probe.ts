import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { unitRows } from "../matrix/unit-rows";

/** A yes-or-no question, answered from a vector: yes if x·weights + bias > 0, x the vector with length 1. */
export interface LinearProbe {
  readonly weights: readonly number[];
  readonly bias: number;
}

/**
 * Learns to answer a yes-or-no question from the vectors of words: ridge regression on ±1, with vectors of length 1, the
 * penalty |weights|², and no penalty on the bias. (Alain & Bengio 2016 call such a reader of vectors a probe.)
 *
 * If all vectors are turned alike, so are the weights, and every answer stays.
 *
 * @param vectors one row for each word
 * @param answers one for each word
 * @throws RangeError if there are not as many answers as words, all answers are alike, a number is not finite, or a word
 *   has a zero vector
 * @example
 * ```ts
 * const vectors = new Matrix([[1, 0], [2, 1], [0, 1], [-1, 1]]);
 * const probe = linearProbe(vectors, [true, true, false, false]);
 * probeAnswers(probe, new Matrix([[5, 1], [-3, 1]])); // → [true, false]
 * ```
 */
export function linearProbe(vectors: Matrix, answers: readonly boolean[]): LinearProbe {
  if (answers.length !== vectors.rows) {
    throw new RangeError(
      `Cannot learn from ${answers.length} answers for ${vectors.rows} words: one answer for each word is needed`,
    );
  }
  if (!(answers.includes(true) && answers.includes(false)))
    throw new RangeError(
      "Cannot learn a question to which all answers are alike: both yes and no are needed",
    );
  const { values, rows, columns } = unitRows(vectors, "learn from the vectors");
  const size = columns + 1;
  const normal = Matrix.zeros(size, size);
  const right = Matrix.zeros(size, 1);
  for (let i = 0; i < rows; i++) {
    const input = (j: number) => (j < columns ? values[i * columns + j]! : 1);
    const target = answers[i] ? 1 : -1;
    for (let a = 0; a < size; a++) {
      right.set(a, 0, right.get(a, 0) + input(a) * target);
      for (let b = 0; b <= a; b++) normal.set(a, b, normal.get(a, b) + input(a) * input(b));
    }
  }
  for (let a = 0; a < size; a++) {
    if (a < columns) normal.set(a, a, normal.get(a, a) + 1);
    for (let b = 0; b < a; b++) normal.set(b, a, normal.get(a, b));
  }
  const solution = new CholeskyDecomposition(normal).solve(right).to1DArray();
  return { weights: solution.slice(0, columns), bias: solution[columns]! };
}

import { Matrix } from "ml-matrix";
import { product } from "../matrix/product";
import { type Random, shuffle } from "../random";
import { procrustes } from "./procrustes";
import { requireSameShape } from "./same-shape";

/**
 * The best turn of one run onto another, where no word has a part in its own turn: the words are split at random into
 * two halves, and the rotation fitted on one half ({@link procrustes}) turns the other. What then agrees was not fitted.
 *
 * @param source V×d, the run that is turned
 * @param target V×d, the run that stays
 * @returns the turned source (V×d), rows in their order
 * @throws RangeError if the shapes differ, a number is not finite, or half of the words are fewer than the dimensions
 * @example
 * ```ts
 * const random = gaussian(randomStream(seedStreams(3), "init"));
 * const run = Matrix.from1DArray(50, 4, Array.from({ length: 200 }, random));
 * const turned = run.mmul(randomOrthogonal(4, randomStream(seedStreams(4), "init")));
 * const aligned = heldOutAlignment(run, turned, randomStream(seedStreams(5), "bootstrap"));
 * frobeniusDistance(aligned, turned); // → 0.000000000
 * ```
 */
export function heldOutAlignment(source: Matrix, target: Matrix, random: Random): Matrix {
  requireSameShape(source, target, "align");
  const half = Math.floor(source.rows / 2);
  if (half < source.columns) {
    throw new RangeError(
      `Cannot fit a rotation in ${source.columns} dimensions on half of ${source.rows} words: ` +
        `at least ${2 * source.columns} words are needed`,
    );
  }
  const rows = shuffle(
    Array.from({ length: source.rows }, (_, row) => row),
    random,
  );
  const columns = Array.from({ length: source.columns }, (_, column) => column);
  const aligned = new Matrix(source.rows, source.columns);
  for (const [fitted, turned] of [
    [rows.slice(0, half), rows.slice(half)],
    [rows.slice(half), rows.slice(0, half)],
  ] as const) {
    const { rotation } = procrustes(source.selection(fitted, columns), target.selection(fitted, columns));
    const result = product(source.selection(turned, columns), rotation);
    turned.forEach((row, k) => {
      for (const column of columns) aligned.set(row, column, result.get(k, column));
    });
  }
  return aligned;
}

import type { Matrix } from "ml-matrix";
import { procrustes } from "../align";
import { requireSameShape } from "../align/same-shape";
import { type Random, shuffle } from "../random";
import { wordCosines } from "./word-cosines";

/**
 * Per-word cosines after alignment, each measured with a rotation that was not fitted on that word: the words are
 * split at random into two halves, and the rotation fitted on one half is applied to the other.
 *
 * @returns one cosine per word, in the order of the rows
 * @throws RangeError if the shapes differ, a number is not finite, or half of the words are fewer than the dimensions
 * @example
 * ```ts
 * const random = gaussian(randomStream(seedStreams(3), "init"));
 * const run = Matrix.from1DArray(50, 4, Array.from({ length: 200 }, random));
 * const turned = run.mmul(randomOrthogonal(4, randomStream(seedStreams(4), "init")));
 * mean(heldOutCosines(run, turned, randomStream(seedStreams(5), "bootstrap"))); // → 1.000000000
 * ```
 */
export function heldOutCosines(first: Matrix, second: Matrix, random: Random): number[] {
  requireSameShape(first, second, "align");
  const half = Math.floor(first.rows / 2);
  if (half < first.columns) {
    throw new RangeError(
      `Cannot fit a rotation in ${first.columns} dimensions on half of ${first.rows} words: ` +
        `at least ${2 * first.columns} words are needed`,
    );
  }
  const rows = shuffle(
    Array.from({ length: first.rows }, (_, row) => row),
    random,
  );
  const columns = Array.from({ length: first.columns }, (_, column) => column);
  const cosines = new Array<number>(first.rows);
  for (const [fitted, scored] of [
    [rows.slice(0, half), rows.slice(half)],
    [rows.slice(half), rows.slice(0, half)],
  ] as const) {
    const { rotation } = procrustes(first.selection(fitted, columns), second.selection(fitted, columns));
    const scores = wordCosines(
      first.selection(scored, columns).mmul(rotation),
      second.selection(scored, columns),
    );
    scored.forEach((row, k) => {
      cosines[row] = scores[k]!;
    });
  }
  return cosines;
}

import type { Matrix } from "ml-matrix";
import { procrustes } from "../align";
import { unflat } from "../matrix/unflat";
import { unitRows } from "../matrix/unit-rows";

/**
 * How far each word lies from itself in another embedding: 1 − cosine, after the best turn of the first onto the second.
 * 0: the same direction; 1: perpendicular; at most 2. All vectors are scaled to length 1 before the turn is fitted,
 * so that every word counts the same, and no other turn has a smaller mean displacement.
 *
 * Source: W. L. Hamilton, J. Leskovec & D. Jurafsky, Diachronic word embeddings reveal statistical laws of semantic
 * change (ACL 2016), section 3.3.
 *
 * @returns one number per word, in the order of the rows
 * @throws RangeError if the shapes differ, a number is not finite, or a word has a zero vector
 * @example
 * ```ts
 * const early = new Matrix([[1, 0], [0, 1], [-1, 0], [0, -1]]);
 * const turned = early.mmul(randomOrthogonal(2, randomStream(seedStreams(1), "init")));
 * displacements(early, turned); // → [0.0000, 0.0000, 0.0000, 0.0000]
 * ```
 */
export function displacements(first: Matrix, second: Matrix): number[] {
  const [from, to] = [first, second].map((run) => unflat(unitRows(run, "measure displacements"))) as [
    Matrix,
    Matrix,
  ];
  const { aligned } = procrustes(from, to);
  return Array.from({ length: to.rows }, (_, w) => {
    let cosine = 0;
    for (let j = 0; j < to.columns; j++) cosine += aligned.get(w, j) * to.get(w, j);
    // Rounding must not make a word that stayed move backwards.
    return Math.max(0, 1 - cosine);
  });
}

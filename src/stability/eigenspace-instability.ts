import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import type { Flat } from "../matrix/flat";
import { flatColumns } from "../matrix/flat-columns";
import { sumOfSquares } from "../matrix/sum-of-squares";
import { type ThinSVD, thinSVD } from "../matrix/thin-svd";
import { timesTransposed } from "../matrix/times-transposed";
import { transposed } from "../matrix/transposed";

/**
 * The eigenspace instability measure of Leszczynski, May, Zhang, Wu, Aberger & Ré (2020, definition 2): how much the
 * predictions of linear regressions on two runs differ, on average over tasks whose answers follow the large directions
 * of the anchors. 0: equal predictions.
 *
 *     tr((UUᵀ + ŨŨᵀ − 2ŨŨᵀUUᵀ)·Σ) / tr(Σ),   Σ = (EEᵀ)^α + (ẼẼᵀ)^α
 *
 * U and Ũ are the left singular vectors of the two runs, and E and Ẽ the anchors. Like {@link eigenspaceOverlap} it does not
 * change under an invertible linear map of a run.
 *
 * By chance: for random spaces, where the anchors are the two runs themselves, 1 − d/V; otherwise
 * {@link permutationFloor} with the anchors shuffled alike.
 *
 * @param anchors two runs of the same words that stand for what can be known of them; the authors take those with the
 *   largest dimension. Use the same two for all comparisons
 * @param alpha how much the large directions count; the authors' choice is 3
 * @throws RangeError if there are not two anchors, numbers of words differ, a number is not finite, a run or an anchor is zero, or alpha is negative
 * @example
 * ```ts
 * const first = new Matrix([[2, 0], [0, 1], [0, 0]]);
 * const second = new Matrix([[2, 0], [0, 0], [0, 1]]);
 * eigenspaceInstability(first, first, [first, second]); // → 0.000000000
 * eigenspaceInstability(first, second, [first, second]); // → 0.015384615
 * eigenspaceInstability(first, second, [first, second], 0); // → 0.500000000
 * ```
 */
export function eigenspaceInstability(
  first: Matrix,
  second: Matrix,
  anchors: readonly [Matrix, Matrix],
  alpha = 3,
): number {
  if (!(Array.isArray(anchors) && anchors.length === 2)) {
    throw new RangeError(
      "Cannot compare the spaces of two runs without two anchors: give two runs that stand for what can be known of the " +
        "words as the third argument, [E, Ẽ]",
    );
  }
  for (const other of [second, ...anchors]) requireSameWords(first, other, "compare");
  if (!(alpha >= 0 && Number.isFinite(alpha)))
    throw new RangeError(`Cannot weight directions with the power ${alpha}: a number from 0 on is needed`);
  const decomposed = new Map<Matrix, ThinSVD>();
  for (const run of [first, second, ...anchors]) {
    if (decomposed.has(run)) continue;
    const svd = thinSVD(flatColumns(run));
    if (svd.values.length === 0)
      throw new RangeError("Cannot compare the space of a run whose vectors are all zero: it has none");
    decomposed.set(run, svd);
  }
  const u = decomposed.get(first)!.left;
  const v = decomposed.get(second)!.left;
  const between = timesTransposed(u, v);
  // Only the ratio of the anchors' sizes matters, and a power of a large number may be too large.
  const unit = Math.max(...anchors.map((anchor) => decomposed.get(anchor)!.values[0]!));
  let difference = 0;
  let total = 0;
  for (const anchor of anchors) {
    const svd = decomposed.get(anchor)!;
    const weights = svd.values.map((value) => (value / unit) ** alpha);
    const inFirst = scaledColumns(timesTransposed(u, svd.left), weights);
    const inSecond = scaledColumns(timesTransposed(v, svd.left), weights);
    const both = timesTransposed(between, transposed(inSecond));
    let common = 0;
    for (let i = 0; i < both.values.length; i++) common += both.values[i]! * inFirst.values[i]!;
    difference += sumOfSquares(inFirst.values) + sumOfSquares(inSecond.values) - 2 * common;
    total += sumOfSquares(weights);
  }
  return Math.max(0, difference / total);
}

function scaledColumns({ rows, columns, values }: Flat, scales: Float64Array): Flat {
  return { rows, columns, values: values.map((value, i) => value * scales[i % columns]!) };
}

import type { Matrix } from "ml-matrix";
import { requireSameShape } from "../align/same-shape";

/**
 * The distance between two sets of predictions: for each row (a probability distribution) the total variation
 * ½ Σ_j |p_j − q_j|, averaged over rows with the given weights. 0: same predictions; 1: nothing in common.
 *
 * @param weights one non-negative number per row, for example how often the word occurs
 * @throws RangeError if the shapes differ, or the weights do not fit, are negative or all 0
 * @example
 * ```ts
 * totalVariation(new Matrix([[0.5, 0.5]]), new Matrix([[0.7, 0.3]]), [1]); // → 0.2
 * ```
 */
export function totalVariation(first: Matrix, second: Matrix, weights: ArrayLike<number>): number {
  requireSameShape(first, second, "compare");
  if (weights.length !== first.rows) {
    throw new RangeError(
      `Cannot weight ${first.rows} rows with ${weights.length} weights: one weight per row is needed`,
    );
  }
  let weighted = 0;
  let total = 0;
  for (let i = 0; i < first.rows; i++) {
    let distance = 0;
    for (let j = 0; j < first.columns; j++) distance += Math.abs(first.get(i, j) - second.get(i, j));
    const weight = weights[i]!;
    if (!(weight >= 0 && Number.isFinite(weight)))
      throw new RangeError(`Cannot weight row ${i} with ${weight}: a number that is not negative is needed`);
    weighted += (weight * distance) / 2;
    total += weight;
  }
  if (total === 0) throw new RangeError("Cannot average rows that all have weight 0: one must count");
  return weighted / total;
}

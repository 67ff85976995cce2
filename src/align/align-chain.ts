import type { Matrix } from "ml-matrix";
import { product } from "../matrix/product";
import { procrustes } from "./procrustes";
import { requireSameShape } from "./same-shape";

/**
 * Turns a row of embeddings, such as one for each period of a text, into one frame: the last stays as it is, and each
 * of the others is turned onto its successor ({@link procrustes}), the later ones first. Rows of different
 * periods can then be compared, as far as the turns are right.
 *
 * Source: W. L. Hamilton, J. Leskovec & D. Jurafsky, Diachronic word embeddings reveal statistical laws of semantic
 * change (ACL 2016), section 3.2.
 *
 * @param periods V×d each, row w the same word in all
 * @param anchors the rows that the turns are fitted on; all rows if left out
 * @returns the turned embeddings (V×d each), in the order given
 * @throws RangeError if there are fewer than two periods, if their shapes differ, if a number is not finite, or if an
 *   anchor is no row
 * @example
 * ```ts
 * const late = new Matrix([[1, 0], [0, 2], [3, 1]]);
 * const early = late.mmul(randomOrthogonal(2, randomStream(seedStreams(1), "init")));
 * alignChain([early, late])[0].to2DArray(); // → [[1.0000, 0.0000], [0.0000, 2.0000], [3.0000, 1.0000]]
 * ```
 */
export function alignChain(periods: readonly Matrix[], anchors?: readonly number[]): Matrix[] {
  const last = periods.at(-1);
  if (last === undefined || periods.length < 2) {
    throw new RangeError(`Cannot align ${periods.length} periods: at least two are needed`);
  }
  for (const period of periods) requireSameShape(period, last, "align");
  const stray = anchors?.find((row) => !(Number.isInteger(row) && row >= 0 && row < last.rows));
  if (stray !== undefined) {
    throw new RangeError(`Cannot fit a turn on row ${stray}: the rows are 0 to ${last.rows - 1}`);
  }
  const columns = Array.from({ length: last.columns }, (_, column) => column);
  const fitted = (period: Matrix) => (anchors ? period.selection([...anchors], columns) : period);
  const turned = [last];
  for (const period of periods.slice(0, -1).reverse()) {
    const { rotation } = procrustes(fitted(period), fitted(turned[0]!));
    turned.unshift(product(period, rotation));
  }
  return turned;
}

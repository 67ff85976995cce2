import type { Flat } from "./flat";
import { productsByRows } from "./products-by-rows";
import { tenDecimals } from "./ten-decimals";

/**
 * For each row the k other rows with the largest scalar products, to ten decimals, the largest first; of equal ones
 * the first rows. All products are computed in single precision, and again in double precision where that leaves a doubt.
 *
 * @param unit rows of length 1
 * @returns k row numbers for each row
 * @throws RangeError if the rows need more memory than there is
 */
export function largestProducts(unit: Flat, k: number): Int32Array {
  const { rows, columns, values } = unit;
  const found = new Int32Array(rows * k);
  const largest = new Float64Array(k);
  // So much can a product in single precision, and the rounding to ten decimals, be off: d + 3 roundings of 2⁻²⁴ each.
  const margin = (columns + 4) * 2 ** -24 + 1e-10;
  productsByRows(unit, unit, "single", (first, count, products, stride, module) => {
    for (let r = 0; r < count; r++) {
      const row = first + r;
      const address = products.byteOffset + products.BYTES_PER_ELEMENT * r * stride;
      // The rows so far, as a queue sorted by product. Later rows come after equal ones that are already there.
      let length = 0;
      let limit = Number.NEGATIVE_INFINITY;
      for (let other = 0; other < rows; other++) {
        other = module.nextAtLeast(address, other, rows, limit);
        if (other === rows) break;
        if (other === row) continue;
        const product = tenDecimals(dot(values, row * columns, other * columns, columns));
        if (length === k && product <= largest[k - 1]!) continue;
        let place = length < k ? length++ : k - 1;
        for (; place > 0 && largest[place - 1]! < product; place--) {
          largest[place] = largest[place - 1]!;
          found[row * k + place] = found[row * k + place - 1]!;
        }
        largest[place] = product;
        found[row * k + place] = other;
        if (length === k) limit = largest[k - 1]! - margin;
      }
    }
  });
  return found;
}

function dot(values: Float64Array, a: number, b: number, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += values[a + j]! * values[b + j]!;
  return sum;
}

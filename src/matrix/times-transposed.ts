import type { Flat } from "./flat";
import { productsByRows } from "./products-by-rows";

/** A·Bᵀ (m×n) of A (m×p) and B (n×p): the scalar products of all rows of A with all rows of B. */
export function timesTransposed(a: Flat, b: Flat): Flat {
  const n = b.rows;
  const values = new Float64Array(a.rows * n);
  productsByRows(a, b, "double", (first, count, products, stride) => {
    for (let r = 0; r < count; r++) {
      values.set(products.subarray(r * stride, r * stride + n), (first + r) * n);
    }
  });
  return { rows: a.rows, columns: n, values };
}

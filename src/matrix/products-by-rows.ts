import type { Flat } from "./flat";
import { type Scratch, scratch } from "./scratch";

/** So many rows at a time keep their products in the processor's cache. */
const ROWS = 64;

/** How many rows of the second factor lie together, as the module wants them, and how it is called. */
const precisions = {
  double: {
    numbers: Float64Array,
    together: 4,
    multiply: (module: Scratch): Scratch["products"] => module.products,
  },
  single: {
    numbers: Float32Array,
    together: 8,
    multiply: (module: Scratch): Scratch["products"] => module.singleProducts,
  },
} as const;

/**
 * A·Bᵀ of A (m×p) and B (n×p), the scalar products of all rows of A with all rows of B, without ever holding more than
 * a few rows of it. Each product is the sum that a plain loop from the first column to the last gives, to the last bit of a
 * double or, three times as fast, of a single.
 *
 * @param visit is given the products of rows first, first + 1, … of A: that of row first + r with row j of B is
 *   products[r·stride + j]. They lie in the memory of the module, and are overwritten afterwards
 * @throws RangeError if the factors need more memory than there is
 */
export function productsByRows(
  a: Flat,
  b: Flat,
  precision: keyof typeof precisions,
  visit: (
    first: number,
    count: number,
    products: Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
    stride: number,
    module: Scratch,
  ) => void,
): void {
  const { numbers, together, multiply } = precisions[precision];
  const size = numbers.BYTES_PER_ELEMENT;
  const p = a.columns;
  const stride = multipleOf(together, b.rows);
  const block = Math.min(ROWS, multipleOf(4, a.rows));
  const rows = 0;
  const out = rows + size * block * p;
  const packed = out + size * block * stride;
  const module = scratch(
    packed + size * stride * p,
    `compare ${a.rows} rows of ${p} numbers with ${b.rows} rows`,
  );
  pack(b, together, new numbers(module.buffer, packed, stride * p));
  const copy = new numbers(module.buffer, rows, block * p);
  const products = new numbers(module.buffer, out, block * stride);
  for (let first = 0; first < a.rows; first += block) {
    const count = Math.min(block, a.rows - first);
    copy.set(a.values.subarray(first * p, (first + count) * p));
    copy.fill(0, count * p);
    multiply(module)(rows, multipleOf(4, count), packed, stride, p, out);
    visit(first, count, products, stride, module);
  }
}

/** So many rows together, column after column. Rows that are missing are zero. */
function pack({ rows, columns, values }: Flat, together: number, packed: Float64Array | Float32Array): void {
  packed.fill(0, together * columns * Math.floor(rows / together));
  for (let i = 0; i < rows; i++) {
    const start = together * columns * Math.floor(i / together) + (i % together);
    for (let k = 0; k < columns; k++) packed[start + together * k] = values[i * columns + k]!;
  }
}

function multipleOf(factor: number, count: number): number {
  return factor * Math.ceil(count / factor);
}

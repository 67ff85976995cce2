import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { crossProduct } from "../../src/matrix/cross-product";
import { flat } from "../../src/matrix/flat";
import { product } from "../../src/matrix/product";
import { productsByRows } from "../../src/matrix/products-by-rows";
import { timesTransposed } from "../../src/matrix/times-transposed";
import { randomMatrix } from "./random-matrix";

/** The sum in the order of the columns, each step rounded as `round` does. */
function plainProduct(a: Matrix, b: Matrix, i: number, j: number, round: (value: number) => number): number {
  let sum = 0;
  for (let k = 0; k < a.columns; k++) sum = round(sum + round(round(a.get(i, k)) * round(b.get(j, k))));
  return sum;
}

const same = (value: number) => value;
const shapes = [
  [1, 1, 1],
  [3, 5, 2],
  [4, 4, 7],
  [8, 16, 3],
  [65, 9, 10],
  [130, 131, 33],
  [2, 3, 1500],
] as const;

describe.each(shapes)("of %d and %d rows of %d numbers", (m, n, p) => {
  const [a, b] = [randomMatrix(m, p, "a"), randomMatrix(n, p, "b")];

  test("timesTransposed() gives what a plain loop gives, bit by bit", () => {
    const { rows, columns, values } = timesTransposed(flat(a), flat(b));
    expect([rows, columns, values.length]).toEqual([m, n, m * n]);
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) expect(values[i * n + j]).toBe(plainProduct(a, b, i, j, same));
  });

  test("productsByRows() in single precision gives what a plain loop of singles gives, bit by bit", () => {
    let rows = 0;
    productsByRows(flat(a), flat(b), "single", (first, count, products, stride) => {
      expect(first).toBe(rows);
      rows += count;
      for (let r = 0; r < count; r++)
        for (let j = 0; j < n; j++)
          expect(products[r * stride + j]).toBe(plainProduct(a, b, first + r, j, Math.fround));
    });
    expect(rows).toBe(m);
  });
});

test("timesTransposed() leaves nothing behind for the next call", () => {
  const large = flat(randomMatrix(70, 40, "large"));
  const small = flat(randomMatrix(3, 5, "small"));
  const before = timesTransposed(small, small);
  timesTransposed(large, large);
  expect(timesTransposed(small, small)).toEqual(before);
});

test("product() and crossProduct() are ml-matrix's", () => {
  const [x, y, z] = [randomMatrix(50, 7, "x"), randomMatrix(50, 3, "y"), randomMatrix(7, 9, "z")];
  const difference = (a: Matrix, b: Matrix) => Matrix.sub(a, b).abs().max();
  expect(difference(crossProduct(x, y), x.transpose().mmul(y))).toBeLessThan(1e-13);
  expect(difference(product(x, z), x.mmul(z))).toBeLessThan(1e-13);
});

test("productsByRows() says when there is not enough memory", () => {
  // What would be read is never there: the request comes first.
  const huge = { rows: 1e6, columns: 1000, values: new Float64Array() };
  expect(() => productsByRows(huge, huge, "double", () => {})).toThrow(
    /^Cannot compare 1000000 rows of 1000 numbers with 1000000 rows: this takes 8\d+ MB of memory, and WebAssembly has up to 4096 MB, or this machine less\. Take fewer words or dimensions$/,
  );
});

import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { flatColumns } from "../../src/matrix/flat-columns";
import { thinSVD } from "../../src/matrix/thin-svd";
import { timesTransposed } from "../../src/matrix/times-transposed";
import { unflat } from "../../src/matrix/unflat";
import { randomMatrix } from "./random-matrix";

/** Columns whose lengths fall from 1 to 10^−powers. */
const stretched = (rows: number, columns: number, powers: number) =>
  randomMatrix(rows, columns, "stretched").mulRowVector(
    Array.from({ length: columns }, (_, j) => 10 ** ((-powers * j) / (columns - 1))),
  );

describe.each<[string, Matrix, number]>([
  ["a tall matrix", randomMatrix(60, 7, "tall"), 7],
  ["a tall matrix with an odd number of rows and of columns", randomMatrix(101, 9, "odd"), 9],
  ["a square matrix", randomMatrix(5, 5, "square"), 5],
  ["a wide matrix", randomMatrix(4, 11, "wide"), 4],
  ["a column", randomMatrix(9, 1, "column"), 1],
  ["a row", randomMatrix(1, 4, "row"), 1],
  ["columns of very different lengths", stretched(50, 6, 12), 6],
  ["a matrix of rank 2", randomMatrix(30, 2, "left").mmul(randomMatrix(2, 6, "right")), 2],
  ["a matrix with a zero column", randomMatrix(20, 4, "zero").setColumn(1, Array(20).fill(0)), 3],
  [
    "a matrix with two equal columns",
    randomMatrix(20, 4, "equal").setColumn(3, randomMatrix(20, 4, "equal").getColumn(0)),
    3,
  ],
])("thinSVD() of %s", (_, matrix, rank) => {
  const { left, values, all } = thinSVD(flatColumns(matrix));

  test("finds its rank, and singular values as exact as their own size allows", () => {
    expect(values).toHaveLength(rank);
    expect(left).toMatchObject({ rows: rank, columns: matrix.rows });
    const expected = new SingularValueDecomposition(matrix, { autoTranspose: true }).diagonal;
    expect(all).toHaveLength(Math.min(matrix.rows, matrix.columns));
    for (const [i, value] of all.entries())
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-14 * Math.max(1, expected[0]!));
  });

  test("gives perpendicular vectors of length 1", () => {
    const products = unflat(timesTransposed(left, left));
    expect(Matrix.sub(products, Matrix.eye(rank)).abs().max()).toBeLessThan(1e-13);
  });

  test("gives vectors whose space holds all columns, each with the length of its singular value", () => {
    const U = unflat(left);
    const inSpace = U.transpose().mmul(U).mmul(matrix);
    expect(Matrix.sub(inSpace, matrix).abs().max()).toBeLessThan(1e-13 * Math.max(1, all[0]!));
    for (const [i, value] of values.entries()) {
      const length = new Matrix([left.values.slice(i * matrix.rows, (i + 1) * matrix.rows)] as never)
        .mmul(matrix)
        .norm("frobenius");
      expect(Math.abs(length - value)).toBeLessThan(1e-13 * Math.max(1, all[0]!));
    }
  });
});

test("thinSVD() of zeros has rank 0", () => {
  const { left, values, all } = thinSVD(flatColumns(Matrix.zeros(5, 3)));
  expect([left.rows, values.length]).toEqual([0, 0]);
  expect(all).toEqual(new Float64Array(3));
});

test("thinSVD() tells directions apart that are a million million times shorter than others", () => {
  // The small direction is known exactly: it would be lost if lengths were squared.
  const matrix = new Matrix([
    [1, 1e-12],
    [1, 0],
    [1, -1e-12],
  ]);
  const { values } = thinSVD(flatColumns(matrix));
  expect(values[0]! / Math.sqrt(3)).toBeCloseTo(1, 14);
  expect(values[1]! / Math.sqrt(2) / 1e-12).toBeCloseTo(1, 3);
});

import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { type SparseMatrix, truncatedSvd } from "../../src/train";
import { svd as cases } from "./fixtures/ppmi.json";
import { relativeDifference } from "./relative-difference";

function sparse(table: readonly (readonly number[])[]): SparseMatrix {
  const rowStarts = new Int32Array(table.length + 1);
  const cells = table.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])));
  for (const [i, row] of cells.entries()) rowStarts[i + 1] = rowStarts[i]! + row.length;
  return {
    rows: table.length,
    columns: table[0]!.length,
    rowStarts,
    cellColumns: Int32Array.from(cells.flat(), ({ column }) => column),
    values: Float64Array.from(cells.flat(), ({ value }) => value),
  };
}

/** A full matrix with these singular values, in random directions. */
function withValues(size: number, values: readonly number[]): Matrix {
  const [left, right] = ["left", "right"].map((text) =>
    randomOrthogonal(size, randomFromText(text)).subMatrix(0, size - 1, 0, values.length - 1),
  ) as [Matrix, Matrix];
  return left.mmul(Matrix.diag([...values])).mmul(right.transpose());
}

function expectPerpendicular(directions: Matrix): void {
  const products = directions.transpose().mmul(directions);
  expect(Matrix.sub(products, Matrix.eye(directions.columns)).abs().max()).toBeLessThan(1e-12);
}

describe.each(cases)("truncatedSvd() of $name", (reference) => {
  const { matrix, rank } = reference;
  const { left, singularValues, right } = truncatedSvd(
    {
      ...matrix,
      rowStarts: Int32Array.from(matrix.rowStarts),
      cellColumns: Int32Array.from(matrix.cellColumns),
      values: Float64Array.from(matrix.values),
    },
    rank,
  );

  test("has scipy's singular values, to 1e-12 of the largest", () => {
    expect(singularValues).toHaveLength(rank);
    for (const [k, value] of singularValues.entries()) {
      expect(Math.abs(value - reference.singularValues[k]!)).toBeLessThan(
        1e-12 * reference.singularValues[0]!,
      );
    }
  });

  test("has directions of length 1, perpendicular to each other, to 1e-12", () => {
    expect([left.rows, left.columns]).toEqual([matrix.rows, rank]);
    expect([right.rows, right.columns]).toEqual([matrix.columns, rank]);
    expectPerpendicular(left);
    expectPerpendicular(right);
  });

  test("spans what scipy's directions span, and approximates the matrix as they do, to 1e-8", () => {
    const probeLeft = new Matrix(reference.probeLeft).transpose().mmul(left);
    const probeRight = new Matrix(reference.probeRight).transpose().mmul(right);
    const approximation = probeLeft.mmul(Matrix.diag([...singularValues])).mmul(probeRight.transpose());
    for (const [found, expected] of [
      [probeLeft.mmul(probeLeft.transpose()), reference.spanLeft],
      [probeRight.mmul(probeRight.transpose()), reference.spanRight],
      [approximation, reference.approximation],
    ] as const) {
      expect(relativeDifference(found, new Matrix(expected))).toBeLessThan(1e-8);
    }
  });
});

describe("truncatedSvd()", () => {
  const falling = Array.from({ length: 60 }, (_, k) => 10 * 0.9 ** k);

  test("finds equal singular values as often as they are there", () => {
    const values = [7, 7, 7, 5, 5, 3, 3, 3, 3, ...falling.slice(20)];
    for (const rank of [3, 5, 7, 9]) {
      const table = withValues(90, values);
      const { left, singularValues, right } = truncatedSvd(sparse(table.to2DArray()), rank);
      for (const [k, value] of singularValues.entries()) expect(value).toBeCloseTo(values[k]!, 10);
      expectPerpendicular(left);
      expectPerpendicular(right);
      // Whichever directions are chosen, they belong together.
      expect(
        relativeDifference(table.mmul(right), left.clone().mmul(Matrix.diag(singularValues as number[]))),
      ).toBeLessThan(1e-9);
    }
  });

  test("finds the directions of a diagonal matrix, with many ties among the small values", () => {
    const diagonal = [1, 9, 1, 8, 1, 1, 7, ...new Array(93).fill(1)];
    const table = diagonal.map((value, i) => diagonal.map((_, j) => (i === j ? value : 0)));
    const { left, singularValues } = truncatedSvd(sparse(table), 3);
    expect(singularValues.map((value) => Number(value.toFixed(10)))).toEqual([9, 8, 7]);
    for (const [k, row] of [1, 3, 6].entries()) expect(left.get(row, k)).toBeCloseTo(1, 9);
  });

  test("gives zeros beyond the rank of the matrix, with directions all the same", () => {
    const { left, singularValues, right } = truncatedSvd(sparse(withValues(70, [4, 2, 1]).to2DArray()), 6);
    for (const [k, value] of singularValues.entries()) expect(value).toBeCloseTo([4, 2, 1, 0, 0, 0][k]!, 10);
    expectPerpendicular(left);
    expectPerpendicular(right);
  });

  test("gives zeros for a matrix of zeros", () => {
    const table = Array.from({ length: 50 }, () => new Array<number>(40).fill(0));
    const { left, singularValues, right } = truncatedSvd(sparse(table), 4);
    expect(singularValues).toEqual([0, 0, 0, 0]);
    expectPerpendicular(left);
    expectPerpendicular(right);
  });

  test.each([40, 10])("gives empty rows and columns no part in any direction, around %d others", (size) => {
    const inner = withValues(size, falling.slice(0, size));
    const table = Matrix.zeros(size + 10, size + 10).setSubMatrix(inner, 5, 5);
    const { left, right } = truncatedSvd(sparse(table.to2DArray()), 5);
    for (const outside of [0, 4, size + 5, size + 9]) {
      for (const directions of [left, right]) {
        for (const entry of directions.getRow(outside)) expect(Math.abs(entry)).toBe(0);
      }
    }
  });

  test("finds the same with Lanczos as a dense decomposition of the same matrix does", () => {
    const table = withValues(64, falling);
    const { left, singularValues, right } = truncatedSvd(sparse(table.to2DArray()), 8);
    const whole = new SingularValueDecomposition(table);
    for (const [k, value] of singularValues.entries()) {
      expect(value).toBeCloseTo(whole.diagonal[k]!, 10);
      const columns = [left.getColumnVector(k), whole.leftSingularVectors.getColumnVector(k)] as const;
      expect(Math.abs(columns[0].dot(columns[1]))).toBeCloseTo(1, 12);
      const others = [right.getColumnVector(k), whole.rightSingularVectors.getColumnVector(k)] as const;
      expect(Math.abs(others[0].dot(others[1]))).toBeCloseTo(1, 12);
    }
  });

  test.each([60, 20])("makes the largest entry of each left direction positive, with %d rows", (size) => {
    const { left } = truncatedSvd(sparse(withValues(size, falling.slice(0, size)).to2DArray()), 6);
    for (let k = 0; k < 6; k++) {
      const column = left.getColumn(k);
      expect(Math.max(...column)).toBe(Math.max(...column.map(Math.abs)));
    }
  });

  test("gives bitwise the same for the same matrix, and leaves it as it is", () => {
    const matrix = sparse(withValues(60, falling).to2DArray());
    const before = structuredClone(matrix);
    const first = truncatedSvd(matrix, 5);
    expect(matrix).toEqual(before);
    expect(truncatedSvd(matrix, 5)).toEqual(first);
  });

  test.each([0, 1.5, 41, Number.NaN])("refuses %d singular values of 60 × 40 numbers", (rank) => {
    const table = Array.from({ length: 60 }, () => new Array<number>(40).fill(1));
    expect(() => truncatedSvd(sparse(table), rank)).toThrow(
      new RangeError(
        `Cannot find ${rank} singular values of a matrix of 60 × 40: a whole number from 1 to 40 is needed`,
      ),
    );
  });

  test("refuses a value that is not a number", () => {
    expect(() => truncatedSvd(sparse([[1, Number.NaN]]), 1)).toThrow(
      new RangeError("Cannot find singular values: a value of the matrix is NaN"),
    );
  });
});

import { determinant, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { procrustes } from "../../src/align";
import { gaussian, randomFromText, randomOrthogonal } from "../../src/random";
import { relativeDifference } from "../train/relative-difference";
import cases from "./fixtures/align.json";

describe.each(cases)("procrustes() of $name", (reference) => {
  const source = new Matrix(reference.source);
  const target = new Matrix(reference.target);
  const size = target.norm("frobenius");
  const { rotation, aligned, residual } = procrustes(source, target);

  test("leaves what scipy's best rotation leaves, to 1e-12 of the target", () => {
    expect(Math.abs(residual - reference.rotationResidual)).toBeLessThan(1e-12 * size);
  });

  test("gives an orthogonal matrix, to 1e-12", () => {
    const d = source.columns;
    expect(relativeDifference(rotation.transpose().mmul(rotation), Matrix.eye(d))).toBeLessThan(1e-12);
  });

  test("gives the rotated source, and the residual that belongs to it", () => {
    expect(Matrix.sub(aligned, source.mmul(rotation)).norm("frobenius")).toBe(0);
    expect(Math.abs(Matrix.sub(aligned, target).norm("frobenius") - residual)).toBeLessThan(1e-12 * size);
  });
});

const unique = cases.flatMap(({ rotation, determinant, ...rest }) =>
  rotation && determinant ? [{ ...rest, rotation, determinant }] : [],
);
test.each(unique)("procrustes() of $name gives scipy's rotation, to 1e-9", (reference) => {
  const { rotation } = procrustes(new Matrix(reference.source), new Matrix(reference.target));
  expect(relativeDifference(rotation, new Matrix(reference.rotation))).toBeLessThan(1e-9);
  expect(determinant(rotation)).toBeCloseTo(reference.determinant, 9);
});

describe("procrustes()", () => {
  const normal = gaussian(randomFromText("procrustes"));
  const noise = (rows: number, columns: number) =>
    Matrix.from1DArray(
      rows,
      columns,
      Array.from({ length: rows * columns }, () => normal()),
    );

  test("finds the rotation or reflection between two runs, also in 50 dimensions", () => {
    for (const d of [2, 10, 50]) {
      for (const text of ["a", "b", "c", "d"]) {
        const Q = randomOrthogonal(d, randomFromText(text));
        const source = noise(4 * d, d);
        const { rotation, residual } = procrustes(source, source.mmul(Q));
        expect(relativeDifference(rotation, Q)).toBeLessThan(1e-12);
        expect(residual).toBeLessThan(1e-12 * source.norm("frobenius"));
      }
    }
  });

  test("leaves no more than a thousand other rotations do", () => {
    const [source, target] = [noise(10, 3), noise(10, 3)];
    const { residual } = procrustes(source, target);
    const random = randomFromText("others");
    for (let i = 0; i < 1000; i++) {
      const other = source.mmul(randomOrthogonal(3, random));
      expect(Matrix.sub(other, target).norm("frobenius")).toBeGreaterThanOrEqual(residual);
    }
  });

  test("leaves its arguments as they are", () => {
    const [source, target] = [noise(10, 3), noise(10, 3)];
    const before = [source.clone(), target.clone()];
    procrustes(source, target);
    expect([source, target]).toEqual(before);
  });

  test("refuses runs with different vocabularies", () => {
    expect(() => procrustes(noise(300, 3), noise(200, 3))).toThrow(
      new RangeError("Cannot align 300 words with 200: both runs need the same vocabulary in the same order"),
    );
  });

  test("refuses runs of different dimensions", () => {
    expect(() => procrustes(noise(20, 3), noise(20, 4))).toThrow(
      new RangeError(
        "Cannot align vectors of dimension 3 with vectors of dimension 4: train both runs with the same dimension",
      ),
    );
  });

  test.each([
    [Number.NaN, "first", 0],
    [Number.POSITIVE_INFINITY, "second", 1],
  ])("refuses %d in the %s run, and says where it is", (value, which, position) => {
    const runs = [noise(20, 3), noise(20, 3)] as const;
    runs[position as 0 | 1].set(7, 2, value);
    expect(() => procrustes(...runs)).toThrow(
      new RangeError(
        `Cannot align the ${which} run: row 7, column 2 is ${value}. ` +
          "Did its training diverge? Look at its loss, or train with a smaller learning rate",
      ),
    );
  });
});

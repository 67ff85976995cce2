import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { linearMap, procrustes } from "../../src/align";
import cases from "./fixtures/align.json";

describe.each(cases)("linearMap() of $name", (reference) => {
  const source = new Matrix(reference.source);
  const target = new Matrix(reference.target);
  const size = target.norm("frobenius");
  const { map, aligned, residual } = linearMap(source, target);

  test("leaves what numpy's least squares leave, to 1e-10 of the target", () => {
    expect(Math.abs(residual - reference.linearResidual)).toBeLessThan(1e-10 * size);
  });

  test("gives the mapped source, and the residual that belongs to it", () => {
    expect(Matrix.sub(aligned, source.mmul(map)).norm("frobenius")).toBe(0);
    expect(Math.abs(Matrix.sub(aligned, target).norm("frobenius") - residual)).toBeLessThan(1e-12 * size);
  });

  test("leaves no more than the best rotation", () => {
    expect(residual).toBeLessThanOrEqual(procrustes(source, target).residual + 1e-10 * size);
  });

  test("gives numpy's map, to 1e-9", () => {
    const expected = new Matrix(reference.linearMap);
    expect(Matrix.sub(map, expected).norm("frobenius")).toBeLessThanOrEqual(
      1e-9 * expected.norm("frobenius"),
    );
  });
});

describe("linearMap()", () => {
  const run = new Matrix([
    [1, 0],
    [0, 2],
    [3, 1],
  ]);

  test("refuses runs with different vocabularies", () => {
    expect(() => linearMap(run, Matrix.ones(4, 2))).toThrow(
      new RangeError("Cannot map 3 words with 4: both runs need the same vocabulary in the same order"),
    );
  });

  test("refuses runs of different dimensions", () => {
    expect(() => linearMap(run, Matrix.ones(3, 5))).toThrow(
      new RangeError(
        "Cannot map vectors of dimension 2 with vectors of dimension 5: train both runs with the same dimension",
      ),
    );
  });

  test("refuses a number that is not finite, and says where it is", () => {
    expect(() => linearMap(run, run.clone().set(2, 0, Number.NaN))).toThrow(
      new RangeError(
        "Cannot map the second run: row 2, column 0 is NaN. " +
          "Did its training diverge? Look at its loss, or train with a smaller learning rate",
      ),
    );
  });
});

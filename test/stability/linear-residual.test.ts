import { inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { linearResidual, normalisedResidual } from "../../src/stability";
import { randomRun } from "./random-runs";

describe("linearResidual()", () => {
  const [first, second] = [randomRun(50, 4, "first"), randomRun(50, 4, "second")];

  test("is what is left of the least squares, by the normal equations, and never above that of the best turn", () => {
    const gram = first.transpose().mmul(first);
    // ‖Y‖² − ‖P Y‖², with P the projection on the columns of X.
    const right = first.transpose().mmul(second);
    const explained = right.transpose().mmul(inverse(gram)).mmul(right).trace();
    const [a, b] = [first.norm("frobenius"), second.norm("frobenius")];
    const expected = Math.sqrt(b ** 2 - explained) / Math.hypot(a, b);
    expect(linearResidual(first, second)).toBeCloseTo(expected, 12);
    expect(linearResidual(first, second)).toBeLessThan(normalisedResidual(first, second));
  });

  test("cannot tell a run from its stretch", () => {
    expect(linearResidual(first, first.mmul(randomRun(4, 4, "stretch")))).toBeLessThan(1e-12);
  });

  test("refuses two matrices of zeros", () => {
    expect(() => linearResidual(Matrix.zeros(3, 2), Matrix.zeros(3, 2))).toThrow(
      "Cannot compare two zero matrices after a linear map: there is nothing to map",
    );
  });
});

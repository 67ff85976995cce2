import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { unitRows } from "../../src/matrix/unit-rows";

describe("unitRows()", () => {
  test("keeps directions, and makes lengths 1, also those of huge and of tiny numbers", () => {
    const matrix = new Matrix([
      [3, 4],
      [3e200, 4e200],
      [3e-200, -4e-200],
      [0, 5e-324],
    ]);
    const { values } = unitRows(matrix, "compare");
    const expected = [0.6, 0.8, 0.6, 0.8, 0.6, -0.8, 0, 1];
    for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 14);
    expect(matrix.get(0, 0)).toBe(3);
  });

  test("names a zero row", () => {
    expect(() => unitRows(new Matrix([[1], [0]]), "compare")).toThrow(
      new RangeError("Cannot compare: word 1 has a zero vector, which has no direction. Leave it out"),
    );
  });
});

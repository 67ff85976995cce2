import { describe, expect, test } from "vitest";
import { toMatrix } from "../../src/embedding";

const words = ["king", "queen", "david"];

describe("toMatrix()", () => {
  test("has one row per word, in double precision", () => {
    const vectors = Float32Array.of(1, 2, 3, 4, 5, 0.1);
    const matrix = toMatrix({ words, dimension: 2, vectors });
    expect(matrix.to2DArray()).toEqual([
      [1, 2],
      [3, 4],
      [5, Math.fround(0.1)],
    ]);
    matrix.set(0, 0, 1 / 3);
    expect(matrix.get(0, 0)).toBe(1 / 3);
  });

  test("gives a copy: changing the matrix leaves the embedding as it is", () => {
    const vectors = Float32Array.of(1, 2, 3);
    toMatrix({ words, dimension: 1, vectors }).set(0, 0, 9);
    expect([...vectors]).toEqual([1, 2, 3]);
  });

  test.each([5, 7])("refuses %d numbers for three words in two dimensions", (count) => {
    expect(() => toMatrix({ words, dimension: 2, vectors: new Float32Array(count) })).toThrow(
      new RangeError(`Cannot read ${count} numbers as 3 words × 2 dimensions: 6 numbers are needed`),
    );
  });
});

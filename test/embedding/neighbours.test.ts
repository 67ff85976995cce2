import { describe, expect, test } from "vitest";
import { neighbourLists, neighbours, toMatrix } from "../../src/embedding";
import { gaussian, randomFromText } from "../../src/random";

const words = Array.from({ length: 40 }, (_, row) => `word ${row}`);
const embedding = {
  words,
  dimension: 3,
  vectors: Float32Array.from({ length: 120 }, gaussian(randomFromText("embedding"))),
};

describe("neighbours()", () => {
  test("are those of neighbourLists(), with their words and cosines", () => {
    const { rows } = neighbourLists(toMatrix(embedding), 39);
    const matrix = toMatrix(embedding);
    const vector = (row: number) => matrix.getRow(row);
    for (const row of [0, 17, 39]) {
      const found = neighbours(embedding, row, 39);
      expect(found.map((neighbour) => neighbour.row)).toEqual([...rows.slice(39 * row, 39 * row + 39)]);
      for (const { row: other, word, cosine } of found) {
        expect(word).toBe(words[other]);
        const dot = vector(row).reduce((sum, value, j) => sum + value * vector(other)[j]!, 0);
        expect(cosine).toBeCloseTo(dot / (Math.hypot(...vector(row)) * Math.hypot(...vector(other))), 9);
      }
    }
  });

  test("come in the order of the rows where they are equally near", () => {
    const alike = { words: ["a", "b", "c", "d"], dimension: 1, vectors: Float32Array.of(1, 3, -1, 0.1) };
    expect(neighbours(alike, 1, 3).map(({ word, cosine }) => [word, cosine])).toEqual([
      ["a", 1],
      ["d", 1],
      ["c", -1],
    ]);
  });

  test.each([-1, 40, 0.5, Number.NaN])("refuses row %d", (row) => {
    expect(() => neighbours(embedding, row, 3)).toThrow(
      new RangeError(`Cannot find the neighbours of row ${row}: the rows are 0 to 39`),
    );
  });

  test("refuses more neighbours than there are", () => {
    expect(() => neighbours(embedding, 0, 40)).toThrow(
      /^Cannot find the 40 nearest neighbours among 40 words: each has 39 others, /,
    );
  });

  test("refuses a zero vector, and a number that is not finite", () => {
    const withZero = { ...embedding, vectors: embedding.vectors.slice().fill(0, 6, 9) };
    expect(() => neighbours(withZero, 0, 1)).toThrow(/^Cannot find neighbours: word 2 has a zero vector/);
    const broken = { ...embedding, vectors: embedding.vectors.slice().fill(Number.NaN, 7, 8) };
    expect(() => neighbours(broken, 0, 1)).toThrow(/row 2, column 1 is NaN/);
  });
});

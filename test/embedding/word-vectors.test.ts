import { describe, expect, test } from "vitest";
import { wordVectors } from "../../src/embedding";

const embedding = {
  words: ["the", "king", "gold"],
  dimension: 2,
  vectors: Float32Array.of(1, 2, 3, 4, 5, 6),
};

describe("wordVectors()", () => {
  test("gives the vectors in the order asked for, a word as often as it is asked for", () => {
    expect(wordVectors(embedding, ["gold", "the", "gold"]).to2DArray()).toEqual([
      [5, 6],
      [1, 2],
      [5, 6],
    ]);
  });

  test("gives all of them as they are", () => {
    expect(wordVectors(embedding, embedding.words).to1DArray()).toEqual([...embedding.vectors]);
  });

  test("does not give the embedding's own memory", () => {
    const vectors = wordVectors(embedding, ["the"]);
    vectors.set(0, 0, 100);
    expect(embedding.vectors[0]).toBe(1);
  });

  test("names a word that is missing, and counts the others", () => {
    expect(() => wordVectors(embedding, ["the", "queen"])).toThrow(
      new RangeError(
        'Cannot find the vectors of 2 words: "queen" is not among the 3 words of the embedding. ' +
          "Choose words that it has, or train with a larger vocabulary",
      ),
    );
    expect(() => wordVectors(embedding, ["queen", "the", "silver", "bread"])).toThrow(
      /"queen" is not among the 3 words of the embedding, nor are 2 others of 4\./,
    );
  });

  test.each([5, 7])("refuses an embedding of three words in two dimensions with %d numbers", (count) => {
    expect(() => wordVectors({ ...embedding, vectors: new Float32Array(count) }, ["the"])).toThrow(
      new RangeError(`Cannot read ${count} numbers as 3 words × 2 dimensions: 6 numbers are needed`),
    );
  });

  test("takes vectors that are a plain array, as toMatrix() does", () => {
    const plain = { ...embedding, vectors: [1, 2, 3, 4, 5, 6] as unknown as Float32Array };
    expect(wordVectors(plain, ["king"]).to2DArray()).toEqual([[3, 4]]);
  });
});

import { describe, expect, test } from "vitest";
import { commonWords } from "../../src/embedding";

/** An embedding in which each number tells its word and its coordinate. */
function embedding(text: string, dimension: number) {
  const words = text.split(" ");
  const vectors = Float32Array.from(
    words.flatMap((word) => Array.from({ length: dimension }, (_, j) => word.charCodeAt(0) + j / 4)),
  );
  return { words, dimension, vectors };
}
const row = (word: string, dimension: number) => [...embedding(word, dimension).vectors];

describe("commonWords()", () => {
  test("keeps the words of all embeddings, in the order of the first, with their own vectors", () => {
    const { words, matrices } = commonWords([
      embedding("e d c b a", 2),
      embedding("a b c x d", 2),
      embedding("d y a c", 2),
    ]);
    expect(words).toEqual(["d", "c", "a"]);
    expect(matrices).toHaveLength(3);
    for (const matrix of matrices) expect(matrix.to2DArray()).toEqual(["d", "c", "a"].map((w) => row(w, 2)));
  });

  test("takes embeddings of different dimensions", () => {
    const { matrices } = commonWords([embedding("a b c d", 1), embedding("d c b", 3)]);
    expect(matrices[0]!.to2DArray()).toEqual(["b", "c", "d"].map((word) => row(word, 1)));
    expect(matrices[1]!.to2DArray()).toEqual(["b", "c", "d"].map((word) => row(word, 3)));
  });

  test("wants as many words as the largest dimension, or as many as are asked for", () => {
    const pair = [embedding("a b c d", 1), embedding("d c x y z", 3)];
    expect(() => commonWords(pair)).toThrow(
      new RangeError(
        "Cannot compare embeddings of 4, 5 words: they have 2 words in common, at least 3 are needed. " +
          "Train them on more similar texts, or with larger vocabularies",
      ),
    );
    expect(commonWords(pair, 2).words).toEqual(["c", "d"]);
    expect(() => commonWords(pair, 10)).toThrow(/they have 2 words in common, at least 10 are needed/);
  });

  test.each([[[]], [[embedding("a", 1)]]])("refuses fewer than two embeddings", (embeddings) => {
    expect(() => commonWords(embeddings)).toThrow(
      new RangeError(
        `Cannot look for the common words of ${embeddings.length} embeddings: at least two are needed`,
      ),
    );
  });

  test("refuses a word with two vectors", () => {
    expect(() => commonWords([embedding("a b", 1), embedding("a b a", 1)])).toThrow(
      new RangeError(
        'Cannot compare embedding 1: "a" stands in it more than once, and each word may have one vector',
      ),
    );
  });

  test.each([5, 7])("refuses an embedding of three words in two dimensions with %d numbers", (count) => {
    const wrong = { ...embedding("a b c", 2), vectors: new Float32Array(count) };
    expect(() => commonWords([embedding("a b c", 2), wrong])).toThrow(
      new RangeError(`Cannot read ${count} numbers as 3 words × 2 dimensions: 6 numbers are needed`),
    );
  });

  test("takes vectors that are a plain array, as toMatrix() does", () => {
    const plain = { words: ["a", "b"], dimension: 1, vectors: [0.1, 0.2] as unknown as Float32Array };
    expect(commonWords([plain, embedding("b a", 1)]).matrices[0]!.to2DArray()).toEqual([[0.1], [0.2]]);
  });
});

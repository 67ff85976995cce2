import { expect, test } from "vitest";
import { buildVocabulary, encode } from "../../src/corpus";

test("encode() writes words as ids, leaves out unknown words, and keeps every document", () => {
  const corpus = { name: "letters", documents: [["b", "x", "a"], ["x"], ["a", "a", "b", "a"]] };
  const vocabulary = buildVocabulary(corpus, { minCount: 2, maxSize: 2 });
  expect(vocabulary.words).toEqual(["a", "b"]);
  expect(encode(corpus, vocabulary)).toEqual([
    Int32Array.of(1, 0),
    new Int32Array(0),
    Int32Array.of(0, 0, 1, 0),
  ]);
});

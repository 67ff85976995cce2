import { describe, expect, test } from "vitest";
import { splitCorpus } from "../../src/corpus";
import { randomStream, seedStreams } from "../../src/random";

const corpus = {
  name: "numbers",
  documents: Array.from({ length: 20 }, (_, k) => [`${k}`]),
  labels: Array.from({ length: 20 }, (_, k) => ({ year: 1900 + k, president: "x" })),
};
const split = (documents: number, seed: number) =>
  splitCorpus(corpus, documents, randomStream(seedStreams(seed), "bootstrap"));

describe("splitCorpus()", () => {
  test("deals every document out once, in its order, with its label", () => {
    const parts = split(7, 1);
    expect(parts.map(({ documents }) => documents.length)).toEqual([7, 13]);
    for (const { documents, labels } of parts) {
      const numbers = documents.map(([word]) => Number(word));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      expect(labels!.map(({ year }) => year - 1900)).toEqual(numbers);
    }
    const all = parts.flatMap(({ documents }) => documents.map(([word]) => word));
    expect(new Set(all).size).toBe(20);
  });

  test("depends on nothing but the random numbers", () => {
    expect(split(7, 1)).toEqual(split(7, 1));
    expect(split(7, 2)).not.toEqual(split(7, 1));
  });

  test.each([0, 20, 1.5, Number.NaN])("refuses %d documents of 20", (documents) => {
    expect(() => split(documents, 1)).toThrow(
      `Cannot split 20 documents after ${documents}: a whole number from 1 to 19 is needed`,
    );
  });
});

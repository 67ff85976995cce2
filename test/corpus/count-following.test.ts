import { describe, expect, test } from "vitest";
import { countEncoded, countFollowing, plantedLanguage, plantedText } from "../../src/corpus";
import { randomFromText } from "../../src/random";

describe("countFollowing()", () => {
  const size = 6;
  const language = plantedLanguage({ words: size, spread: [1] }, randomFromText("language"));
  const text = () => plantedText(language, randomFromText("text"));

  test("counts each pair once: with the pairs turned round, what a window of one word to either side gives", () => {
    const [{ counts, total }] = countFollowing(text(), size, [500]) as [
      { counts: Float64Array; total: number },
    ];
    const next = text();
    const vocabulary = { words: language.names, counts: [], index: new Map() };
    const document = Int32Array.from({ length: 501 }, next);
    const both = countEncoded({ vocabulary, documents: [document] }, { window: 1 });
    expect(total).toBe(500);
    for (let w = 0; w < size; w++)
      for (let c = 0; c < size; c++)
        expect(both.counts[w * size + c]).toBe(counts[w * size + c]! + counts[c * size + w]!);
  });

  test("gives for each length what reading only so far gives", () => {
    const together = countFollowing(text(), size, [10, 100, 1000]);
    for (const { counts, total } of together) {
      expect(countFollowing(text(), size, [total])).toEqual([{ counts, total }]);
    }
  });

  test.each([
    [[10, 10], "Cannot count 10 pairs after 10"],
    [[0], "Cannot count 0 pairs after 0"],
    [[5, 7.5], "Cannot count 7.5 pairs after 5"],
    [[Number.NaN], "Cannot count NaN pairs after 0"],
  ])("refuses the lengths %o", (lengths, message) => {
    expect(() => countFollowing(text(), size, lengths)).toThrow(
      new RangeError(`${message}: the lengths must be whole numbers that rise, such as 1000, 10000`),
    );
  });
});

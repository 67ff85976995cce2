import { describe, expect, test } from "vitest";
import { type PlantedLanguageOptions, plantedLanguage } from "../../src/corpus";
import { randomFromText } from "../../src/random";
import { softmaxPredictions } from "../../src/train";

const languages: PlantedLanguageOptions[] = [
  { words: 4, spread: [1] },
  { words: 30, spread: [1, 0.8, 0.6] },
  { words: 30, spread: [0.7, 0.9], zipf: 1 },
  { words: 200, spread: [1, 0.8, 0.6], zipf: 1.2 },
];
const plant = (options: PlantedLanguageOptions) => plantedLanguage(options, randomFromText("language"));
const indices = (n: number) => Array.from({ length: n }, (_, i) => i);

describe.each(languages)("plantedLanguage() of $words words, spread $spread, zipf $zipf", (options) => {
  const { names, words, contexts, frequencies, transitions, pairShares } = plant(options);
  const size = options.words;
  const ids = indices(size);

  test("has one direction for each spread and one for the frequencies", () => {
    expect([words.rows, words.columns]).toEqual([size, options.spread.length + 1]);
    expect([contexts.rows, contexts.columns]).toEqual([size, options.spread.length + 1]);
    expect(names.length).toBe(size);
    expect(new Set(names).size).toBe(size);
  });

  test("has transitions that are the predictions of its vectors, to 1e-12", () => {
    const predictions = softmaxPredictions(words, contexts);
    for (const w of ids)
      for (const c of ids)
        expect(Math.abs(predictions.get(w, c) / transitions[w * size + c]! - 1)).toBeLessThan(1e-12);
  });

  test("has frequencies that follow the wanted law, sum to 1, and stay as they are from word to word", () => {
    expect(frequencies.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const w of ids)
      expect(frequencies[0]! / frequencies[w]!).toBeCloseTo((w + 1) ** (options.zipf ?? 0), 10);
    for (const c of ids) {
      const after = ids.reduce((sum, w) => sum + frequencies[w]! * transitions[w * size + c]!, 0);
      expect(Math.abs(after / frequencies[c]! - 1)).toBeLessThan(1e-12);
    }
  });

  test("has pairs that are as frequent in either order, and sum to 1", () => {
    for (const w of ids)
      for (const c of ids) {
        const share = pairShares[w * size + c]!;
        expect(Math.abs(pairShares[c * size + w]! / share - 1)).toBeLessThan(1e-12);
        expect(Math.abs((frequencies[w]! * transitions[w * size + c]!) / share - 1)).toBeLessThan(1e-12);
      }
    expect(pairShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("has coordinates that are centred, perpendicular and as wide as wanted", () => {
    const places = words.subMatrix(0, size - 1, 0, options.spread.length - 1);
    const moments = places.transpose().mmul(places).div(size);
    options.spread.forEach((deviation, j) => {
      expect(places.getColumn(j).reduce((sum, x) => sum + x, 0) / size).toBeCloseTo(0, 12);
      options.spread.forEach((_, k) => {
        expect(moments.get(j, k)).toBeCloseTo(j === k ? deviation ** 2 : 0, 12);
      });
    });
    expect(words.getColumn(options.spread.length)).toEqual(ids.map(() => 1));
  });
});

describe("plantedLanguage()", () => {
  test("gives the same language for the same random numbers, and another for others", () => {
    const options = languages[1]!;
    expect(plant(options)).toEqual(plant(options));
    const other = plantedLanguage(options, randomFromText("another"));
    expect(other.words.get(0, 0)).not.toBe(plant(options).words.get(0, 0));
  });

  test.each<[PlantedLanguageOptions, string]>([
    [
      { words: 3, spread: [1, 1] },
      "Cannot plant a language of 3 words in 3 dimensions: more words than dimensions are needed",
    ],
    [
      { words: 10.5, spread: [1] },
      "Cannot plant a language of 10.5 words in 2 dimensions: more words than dimensions are needed",
    ],
    [
      { words: 10, spread: [] },
      "Cannot plant a language with the spread []: one positive number for each direction is needed",
    ],
    [
      { words: 10, spread: [1, 0] },
      "Cannot plant a language with the spread 0: one positive number for each direction is needed",
    ],
    [
      { words: 10, spread: [1], zipf: Number.NaN },
      "Cannot plant a language with zipf NaN: a number is needed, 0 for equal frequencies, 1 for Zipf's law",
    ],
    [
      { words: 10, spread: [40] },
      "Cannot give the words of a planted language their frequencies: the spread is too large, 1 or less is usual",
    ],
  ])("refuses %o", (options, message) => {
    expect(() => plant(options)).toThrow(new RangeError(message));
  });
});

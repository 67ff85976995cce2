import { inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { countFollowing, plantedLanguage, plantedText } from "../../src/corpus";
import { randomFromText, seedStreams } from "../../src/random";
import { centredLogits, expectedLogitError, fitSoftmax, softmaxLoss, startVectors } from "../../src/train";
import reference from "./fixtures/fit-softmax.json";

describe("expectedLogitError()", () => {
  test.each(reference.errors)(
    "is what the pseudo-inverse of the reference's information gives for $words.length words, to 1e-9",
    ({ words, contexts, frequencies, error }) => {
      const found = expectedLogitError(new Matrix(words), new Matrix(contexts), frequencies, 1);
      expect(Math.abs(found / error - 1)).toBeLessThan(1e-9);
    },
  );

  const { words, contexts, frequencies } = {
    words: new Matrix(reference.errors[1]!.words),
    contexts: new Matrix(reference.errors[1]!.contexts),
    frequencies: reference.errors[1]!.frequencies,
  };

  test("falls with the root of the number of pairs", () => {
    const one = expectedLogitError(words, contexts, frequencies, 1);
    expect(expectedLogitError(words, contexts, frequencies, 10_000)).toBeCloseTo(one / 100, 12);
  });

  test("does not change under what the loss cannot see", () => {
    const stretch = new Matrix([
      [2, 0.5],
      [-0.3, 0.7],
    ]);
    const changed = contexts.mmul(inverse(stretch).transpose()).addRowVector([3, -1]);
    const before = expectedLogitError(words, contexts, frequencies, 1);
    expect(expectedLogitError(words.mmul(stretch), changed, frequencies, 1) / before).toBeCloseTo(1, 9);
  });
});

describe("the fits to 60 texts of 50,000 pairs", () => {
  const options = { words: 12, spread: [1, 0.7], zipf: 0.5 };
  const language = plantedLanguage(options, randomFromText("language"));
  const [size, d, pairs, texts] = [12, 3, 50_000, 60];
  const truth = centredLogits(language.words, language.contexts);
  const endless = { counts: language.pairShares, total: 1 };
  const lowest = softmaxLoss(endless, language.words, language.contexts);
  const fits = Array.from({ length: texts }, (_, k) => {
    const text = plantedText(language, randomFromText(`text ${k}`));
    const { words, contexts, outcome } = fitSoftmax(
      countFollowing(text, size, [pairs])[0]!,
      startVectors(size, d, 0.3, false, seedStreams(k)),
    );
    expect(outcome).toBe("converged");
    return {
      squaredError: Matrix.sub(centredLogits(words, contexts), truth).norm("frobenius") ** 2 / size ** 2,
      excess: 2 * pairs * (softmaxLoss(endless, words, contexts) - lowest),
    };
  });
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = (values: number[]) =>
    Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1));

  test("have the error that the information foretells, to four standard errors", () => {
    const squares = fits.map((fit) => fit.squaredError);
    const expected = expectedLogitError(language.words, language.contexts, language.frequencies, pairs) ** 2;
    expect(Math.abs(mean(squares) - expected)).toBeLessThan(4 * deviation(squares));
    expect(deviation(squares)).toBeLessThan(0.1 * expected);
  });

  // Akaike 1974: twice the pairs times the excess loss is as large as the number of parameters that the text determines.
  test("lose as much as the number of their parameters foretells, less those that the loss cannot see", () => {
    const excess = fits.map((fit) => fit.excess);
    expect(Math.abs(mean(excess) - (2 * size * d - d ** 2 - d))).toBeLessThan(4 * deviation(excess));
    expect(2 * size * d - mean(excess)).toBeGreaterThan(4 * deviation(excess));
  });
});

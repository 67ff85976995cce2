import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { countFollowing, plantedLanguage, plantedText } from "../../src/corpus";
import { randomFromText, runSeeds, seedStreams } from "../../src/random";
import {
  centredLogits,
  fitSoftmax,
  softmaxGradient,
  softmaxLoss,
  softmaxPredictions,
  startVectors,
} from "../../src/train";
import reference from "./fixtures/fit-softmax.json";
import { countsOf, kingJamesCounts } from "./small-counts";

const start = (words: number, dimension: number, seed = 1) =>
  startVectors(words, dimension, 0.5, false, seedStreams(seed));
const difference = (a: Matrix, b: Matrix) => Matrix.sub(a, b).abs().max();

describe("fitSoftmax()", () => {
  test.each(reference.fits)(
    "reaches the lowest minimum that scipy finds in $dimension dimensions, to 1e-5 in every logit",
    ({ dimension, counts, loss, logits }) => {
      const fits = runSeeds(5, 20).map((seeds) =>
        fitSoftmax(countsOf(counts), startVectors(counts.length, dimension, 0.5, false, seeds)),
      );
      const lowest = fits.reduce((a, b) => (b.loss < a.loss ? b : a));
      expect(lowest.outcome).toBe("converged");
      expect(Math.abs(lowest.loss - loss)).toBeLessThan(1e-12);
      expect(difference(centredLogits(lowest.words, lowest.contexts), new Matrix(logits))).toBeLessThan(1e-5);
    },
  );

  test("says the loss of its vectors, which is less than at the start, and where nothing pulls", () => {
    const counts = kingJamesCounts(25);
    const { words, contexts, loss, outcome } = fitSoftmax(counts, start(25, 3));
    expect(outcome).toBe("converged");
    expect(Math.abs(softmaxLoss(counts, words, contexts) / loss - 1)).toBeLessThan(1e-13);
    const gradient = softmaxGradient(counts, words, contexts);
    expect(Math.hypot(gradient.words.norm(), gradient.contexts.norm())).toBeLessThan(1.001e-8);
  });

  test("fits counts exactly with as many dimensions as words, less one", () => {
    const rows = [
      [5, 1, 2],
      [2, 2, 8],
      [9, 3, 1],
    ];
    const { words, contexts } = fitSoftmax(countsOf(rows), start(3, 2));
    const shares = new Matrix(rows.map((row) => row.map((n) => n / row.reduce((a, b) => a + b))));
    expect(difference(softmaxPredictions(words, contexts), shares)).toBeLessThan(1e-6);
  });

  describe("on texts in a planted language", () => {
    const language = plantedLanguage({ words: 20, spread: [1, 0.8] }, randomFromText("language"));
    const truth = centredLogits(language.words, language.contexts);

    test("finds the truth from an endless text, whatever the start, to 1e-5 in every logit", () => {
      for (const seed of [1, 2, 3]) {
        const fit = fitSoftmax({ counts: language.pairShares, total: 1 }, start(20, 3, seed));
        expect(fit.outcome).toBe("converged");
        expect(difference(centredLogits(fit.words, fit.contexts), truth)).toBeLessThan(1e-5);
      }
    });

    test("finds the same from a long text whatever the start, and says of a short one that it has no solution", () => {
      const text = plantedText(language, randomFromText("text"));
      const [short, long] = countFollowing(text, 20, [300, 30_000]);
      expect(fitSoftmax(short!, start(20, 3)).outcome).toBe("no finite solution");
      const [first, second] = [1, 2].map((seed) => fitSoftmax(long!, start(20, 3, seed)));
      const logits = centredLogits(first!.words, first!.contexts);
      expect(difference(logits, centredLogits(second!.words, second!.contexts))).toBeLessThan(1e-4);
      expect(difference(logits, truth)).toBeGreaterThan(0.01);
    });
  });

  test("says that there is no finite solution if a word never occurs, or never follows another", () => {
    const noWord = countsOf([
      [3, 2, 5],
      [1, 4, 2],
      [0, 0, 0],
    ]);
    const noContext = countsOf([
      [3, 2, 0],
      [1, 4, 0],
      [2, 2, 0],
    ]);
    for (const counts of [noWord, noContext])
      for (const dimension of [1, 2])
        expect(fitSoftmax(counts, start(3, dimension)).outcome).toBe("no finite solution");
  });

  test("says when the step limit came first", () => {
    expect(fitSoftmax(kingJamesCounts(25), start(25, 3), { maxSteps: 5 })).toMatchObject({
      outcome: "step limit",
      steps: 5,
    });
  });

  test("refuses a tied start, and counts for another number of words", () => {
    const counts = countsOf([
      [1, 2],
      [3, 4],
    ]);
    expect(() => fitSoftmax(counts, { words: Matrix.ones(2, 1) })).toThrow(
      new RangeError("Cannot fit a start without a context matrix: give two matrices, words and contexts"),
    );
    expect(() => fitSoftmax(counts, start(3, 1))).toThrow(
      new RangeError(
        "Cannot fit 3 × 1 word and 3 × 1 context vectors to 4 counts: " +
          "both matrices need the same shape, and one count per pair of words",
      ),
    );
  });
});

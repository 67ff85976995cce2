import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { seedStreams } from "../../src/random";
import { type StartVectors, softmaxGradient, startVectors } from "../../src/train";
import { engineSoftmaxModel } from "../../src/train/engine-softmax-model";
import { relativeDifference } from "./relative-difference";
import { countsOf, kingJamesCounts, referenceCounts, type SmallCounts } from "./small-counts";

/** A step so long that the start is nothing beside it: the vectors after it are the gradient. */
const LONG = 2 ** 40;

function gradientOf(counts: SmallCounts, start: StartVectors) {
  const model = engineSoftmaxModel(counts, start, { name: "sgd", learningRate: LONG });
  const loss = model.step(1);
  const { rows, columns } = start.words;
  const gradient = (vectors: Float32Array, from: Matrix) =>
    Matrix.sub(from, Matrix.from1DArray(rows, columns, vectors)).div(LONG);
  return {
    loss,
    words: gradient(model.words(), start.words),
    contexts: gradient(model.contexts(), start.contexts ?? start.words),
  };
}

function start(size: number, dimension: number, scale: number, tied = false): StartVectors {
  return startVectors(size, dimension, scale, tied, seedStreams(2));
}

describe("the loss and the gradient in WebAssembly are those in double precision, to 2e-6,", () => {
  test.each<[string, SmallCounts, number, number]>([
    ["for counts that are not symmetric, and a word without neighbours", referenceCounts, 4, 0.5],
    ["for one word", countsOf([[3]]), 2, 0.5],
    ["for 15 words", kingJamesCounts(15), 8, 0.5],
    ["for 16 words", kingJamesCounts(16), 8, 0.5],
    ["for 17 words", kingJamesCounts(17), 8, 0.5],
    ["for 200 words", kingJamesCounts(200), 20, 0.5],
    ["for 1000 words", kingJamesCounts(1000), 16, 0.3],
    ["in one dimension", kingJamesCounts(40), 1, 0.5],
    ["in 7 dimensions", kingJamesCounts(40), 7, 0.5],
    ["in 9 dimensions", kingJamesCounts(40), 9, 0.5],
    ["in 100 dimensions", kingJamesCounts(40), 100, 0.3],
    ["for tiny vectors", kingJamesCounts(100), 6, 1e-4],
  ])("%s", (_, counts, dimension, scale) => {
    const from = start(counts.vocabulary.words.length, dimension, scale);
    const found = gradientOf(counts, from);
    const expected = softmaxGradient(counts, from.words, from.contexts!);
    expect(Math.abs(found.loss - expected.loss)).toBeLessThanOrEqual(2e-6 * Math.abs(expected.loss));
    const zero = Matrix.zeros(from.words.rows, dimension);
    for (const side of ["words", "contexts"] as const) {
      if (expected[side].norm("frobenius") < 1e-12)
        expect(Matrix.sub(found[side], zero).norm("frobenius")).toBeLessThan(1e-7);
      else expect(relativeDifference(found[side], expected[side])).toBeLessThan(2e-6);
    }
  });

  test("for a tied model, whose gradient is the sum of both", () => {
    const counts = kingJamesCounts(50);
    const from = start(50, 6, 0.5, true);
    const found = gradientOf(counts, from);
    const expected = softmaxGradient(counts, from.words, from.words);
    expect(relativeDifference(found.words, Matrix.add(expected.words, expected.contexts))).toBeLessThan(2e-6);
    expect(found.contexts.to2DArray()).toEqual(found.words.to2DArray());
  });

  test("where the scores are so large that probabilities are too small for a number", () => {
    const counts = kingJamesCounts(60);
    const from = start(60, 10, 6);
    const found = gradientOf(counts, from);
    const expected = softmaxGradient(counts, from.words, from.contexts!);
    expect(Math.max(...from.words.mmul(from.contexts!.transpose()).to1DArray())).toBeGreaterThan(200);
    expect(Math.abs(found.loss / expected.loss - 1)).toBeLessThan(2e-6);
    // A score of 300 in single precision is known to 3e-5, and so is its exponential.
    expect(relativeDifference(found.words, expected.words)).toBeLessThan(1e-4);
    expect(relativeDifference(found.contexts, expected.contexts)).toBeLessThan(1e-4);
  });
});

test("a number that is none makes the loss none", () => {
  const from = start(20, 3, 0.5);
  from.words.set(7, 1, Number.NaN);
  expect(engineSoftmaxModel(kingJamesCounts(20), from, { name: "sgd", learningRate: 1 }).step(1)).toBeNaN();
});

import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { softmaxPredictions } from "../../src/train";
import { referenceStart } from "./small-counts";

const { words, contexts } = referenceStart;

test("softmaxPredictions() gives the exponentials of the products, each row divided by its sum", () => {
  const predictions = softmaxPredictions(words, contexts);
  for (let w = 0; w < 12; w++) {
    const weights = Array.from({ length: 12 }, (_, c) => {
      let product = 0;
      for (let j = 0; j < 4; j++) product += words.get(w, j) * contexts.get(c, j);
      return Math.exp(product);
    });
    const sum = weights.reduce((a, b) => a + b);
    for (let c = 0; c < 12; c++) expect(predictions.get(w, c)).toBeCloseTo(weights[c]! / sum, 14);
    expect(predictions.getRow(w).reduce((a, b) => a + b)).toBeCloseTo(1, 14);
  }
});

test("softmaxPredictions() copes with products whose exponentials are too large for a number", () => {
  const predictions = softmaxPredictions(new Matrix([[1000]]), new Matrix([[3], [3], [-3]]));
  expect(predictions.to2DArray()).toEqual([[0.5, 0.5, 0]]);
});

test("softmaxPredictions() leaves its arguments as they are", () => {
  const [v, u] = [words.clone(), contexts.clone()];
  softmaxPredictions(v, u);
  expect([v, u]).toEqual([words, contexts]);
});

test("softmaxPredictions() refuses words and contexts of different dimensions", () => {
  expect(() => softmaxPredictions(words, Matrix.zeros(12, 5))).toThrow(
    new RangeError(
      "Cannot multiply word vectors of dimension 4 with context vectors of dimension 5: both need the same dimension",
    ),
  );
});

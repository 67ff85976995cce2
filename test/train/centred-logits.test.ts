import { inverse, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import { centredLogits, softmaxPredictions } from "../../src/train";

const normal = gaussian(randomFromText("centred logits"));
const random = (rows: number, columns: number) =>
  new Matrix(Array.from({ length: rows }, () => Array.from({ length: columns }, normal)));
const [words, contexts] = [random(7, 3), random(7, 3)];
const difference = (a: Matrix, b: Matrix) => Matrix.sub(a, b).abs().max();

test("centredLogits() are the logarithms of the predictions, up to the mean of each row", () => {
  const logs = softmaxPredictions(words, contexts).log();
  for (let w = 0; w < 7; w++) {
    const row = logs.getRow(w);
    const mean = row.reduce((sum, x) => sum + x, 0) / 7;
    logs.setRow(
      w,
      row.map((x) => x - mean),
    );
  }
  expect(difference(centredLogits(words, contexts), logs)).toBeLessThan(1e-13);
});

test("centredLogits() do not change if the contexts move together, and words and contexts stretch against each other", () => {
  const stretch = random(3, 3);
  const changed = contexts.clone().addRowVector([1, -2, 3]).mmul(inverse(stretch).transpose());
  expect(
    difference(centredLogits(words.mmul(stretch), changed), centredLogits(words, contexts)),
  ).toBeLessThan(1e-12);
});

test("centredLogits() leave the vectors as they are, and refuse those of two dimensions", () => {
  const before = contexts.clone();
  centredLogits(words, contexts);
  expect(contexts).toEqual(before);
  expect(() => centredLogits(words, random(7, 2))).toThrow(
    new RangeError(
      "Cannot multiply word vectors of dimension 3 with context vectors of dimension 2: both need the same dimension",
    ),
  );
});

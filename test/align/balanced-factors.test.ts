import { inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { balancedFactors, procrustes } from "../../src/align";
import { gaussian, randomFromText } from "../../src/random";
import reference from "./fixtures/balance.json";

const normal = gaussian(randomFromText("balanced factors"));
const random = (rows: number, columns: number) =>
  new Matrix(Array.from({ length: rows }, () => Array.from({ length: columns }, normal)));
const difference = (a: Matrix, b: Matrix) => Matrix.sub(a, b).abs().max();

describe("balancedFactors()", () => {
  test.each(reference)(
    "gives numpy's factors of $words.length words, up to the signs of columns",
    (given) => {
      const found = balancedFactors(new Matrix(given.words), new Matrix(given.contexts));
      given.singularValues.forEach((value, j) => {
        expect(Math.abs(found.singularValues[j]! / value - 1)).toBeLessThan(1e-12);
        const column = new Matrix(given.balancedWords).getColumn(j);
        const sign = Math.sign(column.reduce((sum, x, w) => sum + x * found.words.get(w, j), 0));
        column.forEach((x, w) => {
          expect(Math.abs(sign * found.words.get(w, j) - x)).toBeLessThan(1e-11);
          expect(Math.abs(sign * found.contexts.get(w, j) - given.balancedContexts[w]![j]!)).toBeLessThan(
            1e-11,
          );
        });
      });
    },
  );

  test("keeps the products with the centred contexts, and makes both matrices equally large in every direction", () => {
    const [W, C] = [random(9, 4), random(9, 4)];
    const { words, contexts } = balancedFactors(W, C);
    const products = W.mmul(C.clone().center("column").transpose());
    expect(difference(words.mmul(contexts.transpose()), products)).toBeLessThan(1e-12);
    expect(difference(words.transpose().mmul(words), contexts.transpose().mmul(contexts))).toBeLessThan(
      1e-12,
    );
  });

  test("gives the same for two models with the same predictions, but for a turn", () => {
    const [W, C, stretch] = [random(9, 4), random(9, 4), random(4, 4)];
    const shifted = C.clone().addRowVector([1, 2, 3, 4]);
    const before = balancedFactors(W, C);
    const after = balancedFactors(W.mmul(stretch), shifted.mmul(inverse(stretch).transpose()));
    expect(procrustes(after.words, before.words).residual).toBeLessThan(1e-10);
    expect(procrustes(after.contexts, before.contexts).residual).toBeLessThan(1e-10);
  });

  test("refuses matrices of two shapes, and fewer words than dimensions", () => {
    expect(() => balancedFactors(random(5, 2), random(5, 3))).toThrow(
      new RangeError(
        "Cannot balance 5 × 2 word vectors with 5 × 3 context vectors: both matrices need the same shape",
      ),
    );
    expect(() => balancedFactors(random(2, 3), random(2, 3))).toThrow(
      new RangeError("Cannot balance 2 words in 3 dimensions: at least as many words are needed"),
    );
  });

  test("names the matrix, row and column of a number that is not finite", () => {
    const damaged = (value: number) => random(5, 3).set(2, 1, value);
    expect(() => balancedFactors(damaged(Number.NaN), random(5, 3))).toThrow(
      new RangeError(
        "Cannot balance the word vectors: row 2, column 1 is NaN. " +
          "Did its training diverge? Look at its loss, or train with a smaller learning rate",
      ),
    );
    expect(() => balancedFactors(random(5, 3), damaged(Number.POSITIVE_INFINITY))).toThrow(
      /^Cannot balance the context vectors: row 2, column 1 is Infinity\./,
    );
  });
});

import { expect, test } from "vitest";
import { seedStreams } from "../../src/random";
import { startVectors } from "../../src/train";

const seeds = seedStreams(7);

test("startVectors() draws from the normal law with the wanted scale", () => {
  const { words, contexts } = startVectors(5000, 8, 0.1, false, seeds);
  for (const matrix of [words, contexts!]) {
    const values = matrix.to1DArray().map((value) => value / 0.1);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    // The moments of 40,000 standard normal numbers, each within five standard errors.
    const error = 5 / Math.sqrt(40_000);
    expect(Math.abs(moment(1))).toBeLessThan(error);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(error * Math.sqrt(2));
    expect(Math.abs(moment(3))).toBeLessThan(error * Math.sqrt(15));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(error * Math.sqrt(96));
  }
});

test("startVectors() draws from the uniform law with the wanted standard deviation", () => {
  const { words, contexts } = startVectors(5000, 8, 0.1, false, seeds, "uniform");
  for (const matrix of [words, contexts!]) {
    const values = matrix.to1DArray().map((value) => value / 0.1);
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.sqrt(3));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-Math.sqrt(3));
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    // The even moments of this law are 1, 9/5, 27/7 and 9; each sample moment lies within five standard errors.
    const error = 5 / Math.sqrt(40_000);
    expect(Math.abs(moment(1))).toBeLessThan(error);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(error * Math.sqrt(9 / 5 - 1));
    expect(Math.abs(moment(3))).toBeLessThan(error * Math.sqrt(27 / 7));
    expect(Math.abs(moment(4) - 9 / 5)).toBeLessThan(error * Math.sqrt(9 - (9 / 5) ** 2));
  }
});

test.each(["gaussian", "uniform"] as const)("startVectors() takes Xavier's scale with the law %s", (law) => {
  const xavier = startVectors(30, 20, "xavier", false, seeds, law);
  expect(xavier).toEqual(startVectors(30, 20, Math.sqrt(2 / 50), false, seeds, law));
});

test("startVectors() gives words and contexts numbers of their own", () => {
  const { words, contexts } = startVectors(2500, 4, 1, false, seeds);
  const products = words.clone().mul(contexts!).sum() / 10_000;
  expect(Math.abs(products)).toBeLessThan(5 / Math.sqrt(10_000));
});

test("startVectors() gives a tied model the words of the untied one, and no contexts", () => {
  const tied = startVectors(6, 3, 0.2, true, seeds);
  expect(tied.words).toEqual(startVectors(6, 3, 0.2, false, seeds).words);
  expect(tied.contexts).toBeUndefined();
});

test("startVectors() follows the stream init and no other", () => {
  const start = startVectors(6, 3, 0.2, false, seeds);
  const others = { ...seedStreams(8), init: 7 };
  expect(startVectors(6, 3, 0.2, false, others)).toEqual(start);
  expect(startVectors(6, 3, 0.2, false, { ...seeds, init: 8 })).not.toEqual(start);
});

test.each([0, -1, 2.5, Number.NaN])("startVectors() refuses %d words", (words) => {
  expect(() => startVectors(words, 3, 0.1, true, seeds)).toThrow(
    new RangeError(`Cannot start with ${words} words: a positive integer is needed`),
  );
});

test.each([0, -1, 2.5, Number.NaN])("startVectors() refuses %d dimensions", (dimension) => {
  expect(() => startVectors(6, dimension, 0.1, true, seeds)).toThrow(
    new RangeError(`Cannot start with ${dimension} dimensions: a positive integer is needed`),
  );
});

test.each([0, -0.1, Number.NaN, Number.POSITIVE_INFINITY])("startVectors() refuses the scale %d", (scale) => {
  expect(() => startVectors(6, 3, scale, true, seeds)).toThrow(
    new RangeError(`Cannot start at scale ${scale}: a positive number or "xavier" is needed`),
  );
});

test("startVectors() refuses a law that it does not know", () => {
  expect(() => startVectors(6, 3, 0.1, true, seeds, "cauchy" as "gaussian")).toThrow(
    new RangeError('Cannot start from the law "cauchy": choose "gaussian" or "uniform"'),
  );
});

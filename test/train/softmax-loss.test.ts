import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { seedStreams } from "../../src/random";
import { softmaxGradient, softmaxLoss, startVectors } from "../../src/train";
import { finiteDifferences } from "./finite-differences";
import reference from "./fixtures/train.json";
import { relativeDifference } from "./relative-difference";
import { countsOf, kingJamesCounts, referenceCounts, referenceStart } from "./small-counts";

const { words, contexts } = referenceStart;

describe("softmaxLoss()", () => {
  test("is what the plain double loop of the reference gives, to 1e-14", () => {
    expect(Math.abs(softmaxLoss(referenceCounts, words, contexts) / reference.untiedLoss - 1)).toBeLessThan(
      1e-14,
    );
    expect(Math.abs(softmaxLoss(referenceCounts, words, words) / reference.tiedLoss - 1)).toBeLessThan(1e-14);
  });

  test("is log V for vectors that say nothing", () => {
    expect(softmaxLoss(referenceCounts, Matrix.zeros(12, 4), contexts)).toBeCloseTo(Math.log(12), 14);
  });

  test("does not change if all counts are doubled", () => {
    const doubled = countsOf(reference.counts.map((row) => row.map((count) => 2 * count)));
    expect(softmaxLoss(doubled, words, contexts)).toBeCloseTo(reference.untiedLoss, 14);
  });

  test("stays finite and exact where a probability is too small for a number", () => {
    // The logits are (2000, 0), and the text says the second: the loss is 2000 to the last digit.
    const counts = countsOf([
      [0, 1],
      [0, 0],
    ]);
    const far = [new Matrix([[2000], [0]]), new Matrix([[1], [0]])] as const;
    expect(softmaxLoss(counts, ...far)).toBe(2000);
    expect(softmaxGradient(counts, ...far).loss).toBe(2000);
  });

  test("refuses vectors for another number of words", () => {
    const three = Matrix.zeros(3, 4);
    const message = "Cannot take the loss of 3 word and 3 context vectors: the counts are for 12 words";
    expect(() => softmaxLoss(referenceCounts, three, three)).toThrow(new RangeError(message));
    expect(() => softmaxGradient(referenceCounts, three, three)).toThrow(new RangeError(message));
  });

  test("refuses words and contexts of different dimensions", () => {
    const message =
      "Cannot multiply word vectors of dimension 4 with context vectors of dimension 3: both need the same dimension";
    expect(() => softmaxLoss(referenceCounts, words, Matrix.zeros(12, 3))).toThrow(new RangeError(message));
    expect(() => softmaxGradient(referenceCounts, words, Matrix.zeros(12, 3))).toThrow(
      new RangeError(message),
    );
  });
});

describe.each([
  ["counts that are not symmetric", referenceCounts, referenceStart],
  ["30 words of the Bible", kingJamesCounts(30), startVectors(30, 6, 0.5, false, seedStreams(4))],
])("softmaxGradient() on %s", (_, counts, start) => {
  const [v, u] = [start.words, start.contexts!];
  const gradient = softmaxGradient(counts, v, u);

  test("has the loss of softmaxLoss()", () => {
    expect(gradient.loss).toBeCloseTo(softmaxLoss(counts, v, u), 14);
  });

  // The differences are off by about 1e-3⁴ and 1e-16 / 1e-3, and the slopes are near 1e-3.
  test("has the words' part that finite differences give, to 1e-9", () => {
    const expected = finiteDifferences((x) => softmaxLoss(counts, x, u), v);
    expect(relativeDifference(gradient.words, expected)).toBeLessThan(1e-9);
  });

  test("has the contexts' part that finite differences give, to 1e-9", () => {
    const expected = finiteDifferences((x) => softmaxLoss(counts, v, x), u);
    expect(relativeDifference(gradient.contexts, expected)).toBeLessThan(1e-9);
  });

  test("adds up to the gradient of the tied loss, to 1e-9", () => {
    const tied = softmaxGradient(counts, v, v);
    const expected = finiteDifferences((x) => softmaxLoss(counts, x, x), v);
    expect(relativeDifference(Matrix.add(tied.words, tied.contexts), expected)).toBeLessThan(1e-9);
  });
});

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { randomFromText, shuffle } from "../../src/random";
import { eigenvalueSpectrum, type SpectrumOf, spectrumDistance } from "../../src/stability";
import reference from "./fixtures/metrics.json";
import { randomRun } from "./random-runs";
import { turned } from "./turned";

const kinds: SpectrumOf[] = ["gram", "covariance", "correlation", "cosine"];

describe.each(kinds)("eigenvalueSpectrum() of the %s", (of) => {
  test.each(reference.cases)("of $name is numpy's", ({ first, second, spectra }) => {
    for (const [i, run] of [first, second].entries()) {
      const expected = spectra[i]![of];
      const found = eigenvalueSpectrum(new Matrix(run), of);
      expect(found).toHaveLength(expected.length);
      for (const [j, value] of found.entries())
        expect(Math.abs(value - expected[j]!)).toBeLessThan(1e-12 * expected[0]!);
    }
  });

  test("does not change if the words are shuffled", () => {
    const run = randomRun(20, 3, "run");
    const order = shuffle([...Array(20).keys()], randomFromText("order"));
    const shuffled = run.selection(order, [0, 1, 2]);
    expect(spectrumDistance(eigenvalueSpectrum(run, of), eigenvalueSpectrum(shuffled, of))).toBeLessThan(
      1e-13,
    );
  });

  test("refuses a number that is not finite", () => {
    expect(() => eigenvalueSpectrum(randomRun(5, 2, "run").set(4, 0, Number.NaN), of)).toThrow(
      /^Cannot take the spectrum of the run: row 4, column 0 is NaN/,
    );
  });
});

describe("eigenvalueSpectrum()", () => {
  const run = randomRun(50, 4, "run").mulRowVector([4, 3, 2, 1]);
  const distance = (of: SpectrumOf) =>
    spectrumDistance(eigenvalueSpectrum(run, of), eigenvalueSpectrum(turned(run), of));

  test("stays the same under a rotation, but not that of the correlation of coordinates", () => {
    for (const of of ["gram", "covariance", "cosine"] as const) expect(distance(of)).toBeLessThan(1e-13);
    expect(distance("correlation")).toBeGreaterThan(0.1);
  });

  test("sums up to the trace", () => {
    const sum = (of: SpectrumOf) => eigenvalueSpectrum(run, of).reduce((total, value) => total + value, 0);
    expect(sum("gram")).toBeCloseTo(run.norm("frobenius") ** 2, 9);
    expect(sum("correlation")).toBeCloseTo(4, 12);
    expect(sum("cosine")).toBeCloseTo(50, 12);
  });

  test("refuses what has no such matrix", () => {
    const withConstant = run.clone().setColumn(2, Array(50).fill(0.3));
    expect(() => eigenvalueSpectrum(withConstant, "correlation")).toThrow(
      new RangeError(
        "Cannot correlate the coordinates: coordinate 2 is the same for all words. Leave it out",
      ),
    );
    expect(() => eigenvalueSpectrum(run.clone().setRow(7, [0, 0, 0, 0]), "cosine")).toThrow(
      /^Cannot take the spectrum of cosines: word 7 has a zero vector/,
    );
    for (const of of ["covariance", "correlation"] as const) {
      expect(() => eigenvalueSpectrum(Matrix.ones(1, 3), of)).toThrow(
        new RangeError(`Cannot take the ${of} of 1 words: at least two are needed`),
      );
    }
  });
});

describe("spectrumDistance()", () => {
  test("is the logarithm of the factor between two spectra", () => {
    expect(spectrumDistance([3, 2, 1], [30, 20, 10])).toBeCloseTo(Math.log(10), 14);
    expect(spectrumDistance([1.1, 1], [1, 1])).toBeCloseTo(Math.log(1.1) / Math.SQRT2, 14);
  });

  test("is the same in both directions, and 0 only for equal spectra", () => {
    expect(spectrumDistance([5, 2], [3, 1])).toBe(spectrumDistance([3, 1], [5, 2]));
    expect(spectrumDistance([5, 2], [5, 2])).toBe(0);
  });

  test.each([
    [[1, 2], [1]],
    [[], []],
  ])("refuses spectra of different lengths, or none", (first, second) => {
    expect(() => spectrumDistance(first, second)).toThrow(
      new RangeError(
        `Cannot compare spectra of ${first.length} and ${second.length} eigenvalues: as many in both are needed`,
      ),
    );
  });

  test.each([0, -1, 1e-18, Number.NaN])("refuses the eigenvalue %d", (value) => {
    expect(() => spectrumDistance([2, 1], [1, value])).toThrow(
      new RangeError(
        `Cannot compare spectra by their logarithms: eigenvalue 1 is ${value}, which is zero within rounding. ` +
          "Compare only the first ones",
      ),
    );
  });
});

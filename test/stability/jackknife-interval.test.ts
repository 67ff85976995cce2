import { describe, expect, test } from "vitest";
import { mean, meanInterval } from "../../src/stability";
import { jackknifeInterval } from "../../src/stability/jackknife-interval";

/** Of the mean of independent values. */
function intervalOfMean(values: readonly number[]) {
  return jackknifeInterval(
    mean(values),
    values.map((_, out) => mean(values.filter((_, i) => i !== out))),
  );
}

describe("jackknifeInterval()", () => {
  test.each([[[1, 2, 3]], [[-4, -1, 0, 1, 4]], [[5, 5, 9, 9]]])(
    "of the mean of %j, which lie symmetrically, is Student's",
    (values) => {
      const [jackknife, student] = [intervalOfMean(values), meanInterval(values)];
      expect(jackknife.low).toBeCloseTo(student.low, 6);
      expect(jackknife.high).toBeCloseTo(student.high, 6);
    },
  );

  test("reaches farther to the side where single values lie", () => {
    const { mean: centre, low, high } = intervalOfMean([0, 0.1, 0.2, 0.3, 3]);
    expect(high - centre).toBeGreaterThan(1.5 * (centre - low));
  });

  test.each([3, 4, 5, 8, 20, 100])(
    "of %d values of which one lies far away is not much longer than Student's",
    (n) => {
      const values = [1000, ...Array.from({ length: n - 1 }, (_, i) => i / n)];
      const { mean: centre, low, high } = intervalOfMean(values);
      const student = meanInterval(values);
      expect((high - centre) / (student.high - centre)).toBeGreaterThan(1.5);
      expect((high - centre) / (student.high - centre)).toBeLessThan(1.7);
      expect((centre - low) / (centre - student.low)).toBeLessThan(1);
    },
  );

  test("is mirrored with the values, and moves and stretches with them", () => {
    const values = [0.3, 1, 1.2, 1.5, 4];
    const { mean: centre, low, high } = intervalOfMean(values);
    const mirrored = intervalOfMean(values.map((value) => -value));
    expect(mirrored.low).toBeCloseTo(-high, 12);
    expect(mirrored.high).toBeCloseTo(-low, 12);
    const moved = intervalOfMean(values.map((value) => 7 + 10 * value));
    expect(moved.mean).toBeCloseTo(7 + 10 * centre, 12);
    expect(moved.low).toBeCloseTo(7 + 10 * low, 10);
    expect(moved.high).toBeCloseTo(7 + 10 * high, 10);
  });

  test("changes smoothly where the skewness passes 0", () => {
    const ends = [-1e-3, -1e-6, -1e-7, 0, 1e-7, 1e-6, 1e-3].map((shift) => intervalOfMean([1, 2 + shift, 3]));
    for (const { low, high } of ends) {
      expect(low).toBeCloseTo(ends[3]!.low, 2);
      expect(high).toBeCloseTo(ends[3]!.high, 2);
    }
    expect(ends[2]!.high).toBeCloseTo(ends[4]!.high, 6);
  });

  test("has no width if no run makes a difference", () => {
    expect(jackknifeInterval(3, [3, 3, 3])).toEqual({ mean: 3, low: 3, high: 3 });
  });
});

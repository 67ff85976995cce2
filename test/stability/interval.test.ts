import { describe, expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import { meanInterval } from "../../src/stability";
import { studentInterval } from "../../src/stability/interval";
import reference from "./fixtures/statistics.json";

describe("meanInterval()", () => {
  test.each(reference.meanInterval)(
    "gives scipy's interval from $values.length values, to 1e-7 of its width",
    ({ values, mean, low, high }) => {
      const interval = meanInterval(values);
      const tolerance = 1e-7 * (high - low);
      expect(Math.abs(interval.mean - mean)).toBeLessThan(tolerance);
      expect(Math.abs(interval.low - low)).toBeLessThan(tolerance);
      expect(Math.abs(interval.high - high)).toBeLessThan(tolerance);
    },
  );

  test("has no width if all values are equal", () => {
    expect(meanInterval([3, 3, 3])).toEqual({ mean: 3, low: 3, high: 3 });
  });

  test("holds the true mean in 95 of 100 samples", () => {
    const normal = gaussian(randomFromText("coverage of meanInterval"));
    const samples = 20_000;
    let held = 0;
    for (let i = 0; i < samples; i++) {
      const { low, high } = meanInterval(Array.from({ length: 5 }, normal));
      if (low <= 0 && 0 <= high) held++;
    }
    // Four standard errors of a share of 0.95.
    expect(Math.abs(held / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
  });

  test.each([
    [[], "Cannot give an interval from 0 value: at least two runs are needed"],
    [[1], "Cannot give an interval from 1 value: at least two runs are needed"],
    [[1, Number.NaN, 2], "Cannot give an interval: one of the values is NaN"],
    [[1, Number.NEGATIVE_INFINITY], "Cannot give an interval: one of the values is -Infinity"],
  ])("refuses %o", (values, message) => {
    expect(() => meanInterval(values)).toThrow(new RangeError(message));
  });
});

// jStat searches for the quantile, and stops when it is known to about 3e-8.
test.each(reference.studentQuantile as [number, number][])(
  "studentInterval() with %d degrees of freedom reaches as far as scipy's quantile, to 1e-7",
  (degreesOfFreedom, quantile) => {
    const { high } = studentInterval(0, 1, degreesOfFreedom);
    expect(Math.abs(high / quantile - 1)).toBeLessThan(1e-7);
  },
);

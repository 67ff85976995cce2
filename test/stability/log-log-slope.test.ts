import { describe, expect, test } from "vitest";
import { logLogSlope, meanInterval } from "../../src/stability";

describe("logLogSlope()", () => {
  test("finds the power of an exact law, with an interval of no width", () => {
    const x = [1000, 3000, 10_000, 50_000];
    const { mean, low, high } = logLogSlope(
      x,
      [2, 5, 7].map((c) => x.map((value) => c * value ** -0.5)),
    );
    expect(mean).toBeCloseTo(-0.5, 12);
    expect(high - low).toBeLessThan(1e-12);
  });

  test("is the interval of the slopes, which for logarithms 0, 1, 2 are half the last less the first", () => {
    const x = [0, 1, 2].map(Math.exp);
    const logs = [
      [0.3, 9, 1.1],
      [2, -4, 2.5],
      [-1, 0, 0.25],
      [0, 0, 3],
    ];
    const expected = meanInterval(logs.map((y) => (y[2]! - y[0]!) / 2));
    const found = logLogSlope(
      x,
      logs.map((y) => y.map(Math.exp)),
    );
    expect(found.mean).toBeCloseTo(expected.mean, 12);
    expect(found.low).toBeCloseTo(expected.low, 12);
    expect(found.high).toBeCloseTo(expected.high, 12);
  });

  test.each<[number[], number[][], string]>([
    [[3], [[1], [2]], "Cannot fit a slope at x = 3: at least two different x are needed"],
    [
      [2, 2],
      [
        [1, 2],
        [2, 1],
      ],
      "Cannot fit a slope at x = 2, 2: at least two different x are needed",
    ],
    [[1, 2], [[1, 2], [1]], "Cannot fit a slope: run 1 has 1 values for 2 x"],
    [
      [1, 2],
      [
        [1, 0],
        [1, 2],
      ],
      "Cannot fit a slope to logarithms: run 0 holds 0, and numbers above 0 are needed",
    ],
    [
      [-1, 2],
      [
        [1, 1],
        [1, 2],
      ],
      "Cannot fit a slope to logarithms: x holds -1, and numbers above 0 are needed",
    ],
    [[1, 2], [[1, 1]], "Cannot give an interval from 1 value: at least two runs are needed"],
  ])("refuses x = %o and runs %o", (x, runs, message) => {
    expect(() => logLogSlope(x, runs)).toThrow(new RangeError(message));
  });
});

import { describe, expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import { intervalOfDifference, meanInterval } from "../../src/stability";

describe("intervalOfDifference()", () => {
  test("adds the squares of the halves of two intervals that are symmetric", () => {
    const difference = intervalOfDifference({ mean: 1, low: -2, high: 4 }, { mean: 5, low: 1, high: 9 });
    expect(difference).toEqual({ mean: 4, low: -1, high: 9 });
  });

  test("takes each bound from the sides that can bring the difference there", () => {
    const [first, second] = [
      { mean: 0, low: -1, high: 3 },
      { mean: 10, low: 6, high: 22 },
    ];
    const { low, high } = intervalOfDifference(first, second);
    expect(low).toBeCloseTo(10 - 5, 12);
    expect(high).toBeCloseTo(10 + Math.hypot(12, 1), 12);
    const turned = intervalOfDifference(second, first);
    expect(turned.low).toBe(-high);
    expect(turned.high).toBe(-low);
  });

  test("holds the true difference of two means in about 95 of 100 samples", () => {
    const normal = gaussian(randomFromText("two samples"));
    const sample = (centre: number, spread: number) =>
      meanInterval(Array.from({ length: 12 }, () => centre + spread * normal()));
    const held = Array.from({ length: 2000 }, () => intervalOfDifference(sample(3, 1), sample(5, 4))).filter(
      ({ low, high }) => low < 2 && high > 2,
    ).length;
    expect(held / 2000).toBeGreaterThan(0.935);
    expect(held / 2000).toBeLessThan(0.975);
  });
});

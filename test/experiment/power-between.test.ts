import { describe, expect, test } from "vitest";
import { powerBetween } from "../../src/experiment";
import { type Interval, varianceComponents } from "../../src/stability";

/** Runs whose numbers are a seed's, and a text's, both shrunk by a factor. */
const crossed = (length: number, ofSeed: number, ofText: number) => ({
  length,
  components: varianceComponents(
    [0, 1, 5].map((seed) => [0, 2, 3, 9].map((text) => [ofSeed * seed + ofText * text])),
  ),
});

describe("powerBetween()", () => {
  test("is −1 for a variance that falls as 1/N, and 0 for one that stands still", () => {
    const lengths = [crossed(100, 1, 1), crossed(300, 7, 7), crossed(10_000, 1, 0.1)];
    expect(powerBetween(lengths, "sample").mean).toBeCloseTo(-1, 12);
    expect(powerBetween(lengths, "withinSample").mean).toBeCloseTo(0, 12);
  });

  test("has the ends of a difference of logarithms", () => {
    const at = (length: number, interval: Interval) => ({
      length,
      components: { ...crossed(length, 1, 1).components, sample: interval },
    });
    const first = at(1, { mean: Math.E ** 2, low: 1, high: Math.E ** 3 });
    const last = at(Math.E, { mean: 1, low: Math.E ** -4, high: Math.E ** 1.5 });
    const { mean, low, high } = powerBetween([first, last], "sample");
    expect(mean).toBeCloseTo(-2, 12);
    expect(low).toBeCloseTo(-2 - Math.hypot(4, 1), 12);
    expect(high).toBeCloseTo(-2 + Math.hypot(1.5, 2), 12);
    const around0 = at(Math.E, { mean: 1, low: -0.1, high: Math.E ** 1.5 });
    expect(powerBetween([first, around0], "sample").low).toBe(-Infinity);
  });

  test("refuses a part that is not above 0", () => {
    expect(() => powerBetween([crossed(100, 1, 1), crossed(900, 1, 0)], "sample")).toThrow(
      "Cannot say by which power of N a part of the variance changes: at 900 it is 0, and a number above 0 is needed",
    );
  });
});

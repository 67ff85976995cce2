import { describe, expect, test } from "vitest";
import { shareInterval } from "../../src/stability";
import reference from "./fixtures/statistics.json";

describe("shareInterval()", () => {
  test.each(reference.shareInterval)("of $count in $runs is scipy's", ({ count, runs, mean, low, high }) => {
    const interval = shareInterval(count, runs);
    expect(interval.mean).toBe(mean);
    expect(interval.low).toBeCloseTo(low, 14);
    expect(interval.high).toBeCloseTo(high, 14);
  });

  test.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
    [2, Number.NaN],
  ])("refuses %d in %d", (count, runs) => {
    expect(() => shareInterval(count, runs)).toThrow(
      new RangeError(
        `Cannot give the share of ${count} in ${runs} runs: a count from 0 to the number of runs is needed`,
      ),
    );
  });
});

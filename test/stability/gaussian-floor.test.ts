import { describe, expect, test } from "vitest";
import { procrustes } from "../../src/align";
import { gaussianFloor, mean, meanCosine } from "../../src/stability";
import { randomRun } from "./random-runs";

describe("gaussianFloor()", () => {
  // What aligned unrelated matrices really have, as a share of the formula: its limit is many dimensions.
  test.each([
    [1000, 50, 5, 0.97, 1],
    [300, 30, 20, 0.96, 0.99],
    [300, 10, 50, 0.91, 0.96],
    [300, 3, 200, 0.78, 0.88],
  ])("for %d words in %d dimensions is a little above the simulated floor", (words, d, times, low, high) => {
    const simulated = mean(
      Array.from({ length: times }, (_, i) => {
        const [first, second] = [randomRun(words, d, `first ${i}`), randomRun(words, d, `second ${i}`)];
        return meanCosine(procrustes(first, second).aligned, second);
      }),
    );
    const share = simulated / gaussianFloor(words, d);
    expect(share).toBeGreaterThan(low);
    expect(share).toBeLessThan(high);
  });

  test.each([
    [10, 11],
    [10, 0],
    [Number.NaN, 3],
  ])("refuses %d words in %d dimensions", (words, d) => {
    expect(() => gaussianFloor(words, d)).toThrow(
      new RangeError(
        `Cannot give the chance floor for ${words} words in ${d} dimensions: 1 ≤ d ≤ V is needed`,
      ),
    );
  });
});

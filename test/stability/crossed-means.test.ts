import { describe, expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import { type CrossedPair, crossedMeans, pairsOfRuns, varianceComponentsOfPairs } from "../../src/stability";

const normal = gaussian(randomFromText("crossed means"));

/** |a − b| of runs y = seed + sample + noise, for effects of these standard deviations. */
function design(seeds: number, samples: number, [a, b, e]: readonly number[]): CrossedPair[] {
  const ofSamples = Array.from({ length: samples }, () => b! * normal());
  const runs = Array.from({ length: seeds }, () => a! * normal()).flatMap((x, seed) =>
    ofSamples.map((y, sample) => ({ seed, sample, value: x + y + e! * normal() })),
  );
  return pairsOfRuns(runs, (first, second) => ({
    firstSeed: first.seed,
    firstSample: first.sample,
    secondSeed: second.seed,
    secondSample: second.sample,
    value: Math.abs(first.value - second.value),
  })).map(({ value }) => value);
}

describe("crossedMeans()", () => {
  test("averages the pairs of each kind", () => {
    const pairs = design(4, 5, [1, 2, 0.5]);
    const mean = (wanted: (pair: CrossedPair) => boolean) => {
      const values = pairs.filter(wanted).map(({ value }) => value);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const found = crossedMeans(pairs);
    const sameSeed = (pair: CrossedPair) => pair.firstSeed === pair.secondSeed;
    const sameSample = (pair: CrossedPair) => pair.firstSample === pair.secondSample;
    expect(found.otherSeed.mean).toBeCloseTo(mean(sameSample), 12);
    expect(found.otherSample.mean).toBeCloseTo(mean(sameSeed), 12);
    expect(found.other.mean).toBeCloseTo(
      mean((pair) => !sameSeed(pair) && !sameSample(pair)),
      12,
    );
  });

  test("has the intervals of the variance components that it is made of", () => {
    const pairs = design(3, 6, [1, 1, 1]).map((pair) => ({ ...pair, value: pair.value ** 2 }));
    const { otherSeed, other } = crossedMeans(pairs);
    const { withinSample, total } = varianceComponentsOfPairs(pairs);
    expect(otherSeed.high).toBeCloseTo(2 * withinSample.high, 12);
    expect(other.low).toBeCloseTo(2 * total.low, 12);
  });

  test("refuses a missing pair", () => {
    expect(() => crossedMeans(design(3, 3, [1, 1, 1]).slice(1))).toThrow(
      new RangeError(
        "Cannot average the pairs of 3 seeds × 3 samples from 35 pairs: each of the 36 pairs of runs is needed once",
      ),
    );
  });

  // Nominally 0.95. E|a − b| of normal numbers is 2/√π times their standard deviation.
  test.each([
    [3, 3],
    [5, 5],
    [4, 8],
  ])("holds the true means in over 85 of 100 designs of %d × %d runs", (seeds, samples) => {
    for (const [a, b, e] of [
      [1, 1, 1],
      [0.3, 1, 0.5],
      [0.2, 0.2, 1],
    ] as const) {
      const truth = {
        otherSeed: (2 / Math.sqrt(Math.PI)) * Math.hypot(a, e),
        otherSample: (2 / Math.sqrt(Math.PI)) * Math.hypot(b, e),
        other: (2 / Math.sqrt(Math.PI)) * Math.hypot(a, b, e),
      };
      const held = { otherSeed: 0, otherSample: 0, other: 0 };
      const designs = 300;
      for (let k = 0; k < designs; k++) {
        const found = crossedMeans(design(seeds, samples, [a, b, e]));
        for (const name of ["otherSeed", "otherSample", "other"] as const)
          if (found[name].low <= truth[name] && truth[name] <= found[name].high) held[name] += 1 / designs;
      }
      for (const [name, share] of Object.entries(held))
        expect(share, `${name} at ${a}, ${b}, ${e}`).toBeGreaterThan(0.85);
    }
  });
});

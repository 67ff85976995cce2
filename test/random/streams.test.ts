import { describe, expect, test } from "vitest";
import { randomStream, type Seeds, STREAM_NAMES, seedStreams } from "../../src/random";
import reference from "./fixtures/streams.json";
import { correlation, draw } from "./statistics";

describe("randomStream", () => {
  test.each(reference.cases)(
    "$name with seed $seed gives the reference's numbers",
    ({ name, seed, first }) => {
      const random = randomStream(seedStreams(seed), name as (typeof STREAM_NAMES)[number]);
      expect(draw(random, first.length)).toEqual(first);
    },
  );

  test("still agrees with the reference at the hundred thousandth number", () => {
    expect(draw(randomStream(seedStreams(7), "init"), 100_000).at(-1)).toBe(reference.hundredThousandth);
  });

  test("begins again at every call", () => {
    const seeds = seedStreams(3);
    expect(draw(randomStream(seeds, "order"), 10)).toEqual(draw(randomStream(seeds, "order"), 10));
  });

  test("changes only the stream whose seed is changed", () => {
    const before = seedStreams(7);
    const after = { ...before, init: 8 };
    for (const name of STREAM_NAMES) {
      const same = randomStream(before, name)() === randomStream(after, name)();
      expect(same, name).toBe(name !== "init");
    }
  });

  test("treats -0 as 0", () => {
    expect(randomStream(seedStreams(-0), "init")()).toBe(randomStream(seedStreams(0), "init")());
  });

  // 10,000 pairs of independent numbers correlate with standard deviation 0.01; 0.04 is four of them,
  // which good generators exceed in one of the 35 comparisons below with probability 0.002.
  const tolerance = 0.04;

  test("gives uncorrelated sequences for different names", () => {
    const seeds = seedStreams(7);
    for (const [i, a] of STREAM_NAMES.entries()) {
      for (const b of STREAM_NAMES.slice(i + 1)) {
        const r = correlation(draw(randomStream(seeds, a), 10_000), draw(randomStream(seeds, b), 10_000));
        expect(Math.abs(r), `${a} and ${b}`).toBeLessThan(tolerance);
      }
    }
  });

  test("gives uncorrelated sequences for neighbouring seeds", () => {
    for (const name of STREAM_NAMES) {
      for (const seed of [-1, 0, 1, 41, 1000]) {
        const here = draw(randomStream(seedStreams(seed), name), 10_000);
        const next = draw(randomStream(seedStreams(seed + 1), name), 10_000);
        expect(Math.abs(correlation(here, next)), `${name} ${seed}`).toBeLessThan(tolerance);
      }
    }
  });

  test("gives first numbers that do not follow the seed", () => {
    const seeds = Array.from({ length: 10_000 }, (_, i) => i);
    const first = seeds.map((seed) => randomStream(seedStreams(seed), "init")());
    expect(Math.abs(correlation(seeds, first))).toBeLessThan(tolerance);
    expect(Math.abs(correlation(first.slice(1), first.slice(0, -1)))).toBeLessThan(tolerance);
    expect(new Set(first).size).toBe(10_000);
  });

  test("names the streams when asked for one that does not exist", () => {
    expect(() => randomStream(seedStreams(7), "weather" as "init")).toThrow(
      'There is no random stream "weather": the streams are init, order, negatives, subsampling, bootstrap',
    );
  });

  test("refuses a seed that is missing or not a whole number", () => {
    const seeds = seedStreams(7);
    expect(() => randomStream({ ...seeds, init: 1.5 }, "init")).toThrow(RangeError);
    expect(() => randomStream({ order: 7 } as unknown as Seeds, "init")).toThrow(TypeError);
  });
});

describe("seedStreams", () => {
  test("gives every stream the seed", () => {
    expect(seedStreams(-5)).toEqual({ init: -5, order: -5, negatives: -5, subsampling: -5, bootstrap: -5 });
  });

  test.each([0, -0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, -1e300, Number.MAX_VALUE])("takes %d", (seed) => {
    expect(Number.isFinite(randomStream(seedStreams(seed), "init")())).toBe(true);
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d with a RangeError", (seed) => {
    expect(() => seedStreams(seed)).toThrow(RangeError);
    expect(() => seedStreams(seed)).toThrow(
      `Cannot use ${seed} as a seed: a seed is a whole number, such as 7`,
    );
  });

  test.each([
    ["7", 'the text "7"'],
    [undefined, "undefined"],
    [7n, "the bigint 7n"],
  ])("refuses %s with a TypeError", (seed, found) => {
    expect(() => seedStreams(seed as unknown as number)).toThrow(TypeError);
    expect(() => seedStreams(seed as unknown as number)).toThrow(`Cannot use ${found} as a seed`);
  });
});

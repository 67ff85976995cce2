import { describe, expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import {
  pairsOfRuns,
  type VarianceComponents,
  varianceComponents,
  varianceComponentsOfPairs,
} from "../../src/stability";
import reference from "./fixtures/variance-components.json";

const NAMES = ["seed", "sample", "interaction", "withinSample", "total", "seedShare"] as const;
type Truth = Readonly<Record<keyof VarianceComponents, number>>;

describe("varianceComponents()", () => {
  test.each(reference.map((one) => ({ ...one, size: `${one.runs.length} × ${one.runs[0]!.length}` })))(
    "gives what the mean squares of $size runs give, and the reference's jackknife",
    ({ runs, components }) => {
      const found = varianceComponents(runs);
      for (const name of NAMES) {
        const { mean, low, high } = components[name];
        const tolerance = 1e-7 * (high - low);
        expect(Math.abs(found[name].mean - mean), name).toBeLessThan(tolerance);
        expect(Math.abs(found[name].low - low), name).toBeLessThan(tolerance);
        expect(Math.abs(found[name].high - high), name).toBeLessThan(tolerance);
      }
    },
  );

  const normal = gaussian(randomFromText("variance components"));
  const list = (length: number, scale = 1) => Array.from({ length }, () => scale * normal());
  const crossed = (seeds: number[][], samples: number[][], noise = 0) =>
    seeds.map((a) => samples.map((b) => a.map((x, q) => x + b[q]! + noise * normal())));

  test("exchanges seed and sample if the table is turned", () => {
    const runs = crossed([list(3), list(3), list(3)], [list(3), list(3), list(3), list(3)], 0.5);
    const turned = runs[0]!.map((_, j) => runs.map((row) => row[j]!));
    const one = varianceComponents(runs);
    const other = varianceComponents(turned);
    expect(other.seed.mean).toBeCloseTo(one.sample.mean, 12);
    expect(other.sample.high).toBeCloseTo(one.seed.high, 12);
    expect(other.interaction.low).toBeCloseTo(one.interaction.low, 12);
  });

  test("gives the seed nothing where the seed changes nothing, with an interval of no width", () => {
    const { seed, interaction, seedShare } = varianceComponents(
      crossed(
        [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        [
          [1, 4],
          [3, 1],
          [0, 2],
          [9, 9],
        ],
      ),
    );
    for (const part of [seed, interaction, seedShare]) expect(part).toEqual({ mean: 0, low: 0, high: 0 });
  });

  const cell = [1, 2];
  const row = [cell, cell, [3, 4]];
  test.each<[string, number[][][], string]>([
    [
      "two seeds",
      [row, row],
      "Cannot split the variance of 2 seeds × 3 samples: at least 3 of each are needed",
    ],
    [
      "two samples",
      [row, row, row].map((all) => all.slice(1)),
      "Cannot split the variance of 3 seeds × 2 samples: at least 3 of each are needed",
    ],
    ["no runs", [], "Cannot split the variance of 0 seeds × 0 samples: at least 3 of each are needed"],
    [
      "a missing run",
      [row, row, row.slice(1)],
      "Cannot split the variance: seed 2 was trained on 2 samples, seed 0 on 3. Train every seed on every sample",
    ],
    [
      "a run with fewer numbers",
      [row, [cell, cell, [1]], row],
      "Cannot split the variance: seed 1 on sample 2 has 1 numbers, the first run 2. Measure the same quantities in every run",
    ],
    [
      "runs without numbers",
      [row, row, row].map((all) => all.map(() => [])),
      "Cannot split the variance of runs in which nothing was measured",
    ],
    [
      "a number that is none",
      [row, row, [cell, [1, Number.NaN], cell]],
      "Cannot split the variance: number 1 of seed 2 on sample 1 is NaN",
    ],
  ])("refuses %s", (_, runs, message) => {
    expect(() => varianceComponents(runs)).toThrow(new RangeError(message));
  });
});

describe("varianceComponentsOfPairs()", () => {
  const { runs } = reference[1]!;
  const samples = runs[0]!.length;
  const flat = runs.flatMap((row, seed) => row.map((values, sample) => ({ seed, sample, values })));
  const pairs = pairsOfRuns(flat, (a, b) => ({
    firstSeed: a.seed,
    firstSample: a.sample,
    secondSeed: b.seed,
    secondSample: b.sample,
    value: a.values.reduce((sum, value, q) => sum + (value - b.values[q]!) ** 2, 0) / a.values.length,
  })).map(({ value }) => value);

  test("gives what varianceComponents() gives of the runs, in whatever order the pairs come", () => {
    const expected = varianceComponents(runs);
    for (const given of [pairs, [...pairs].reverse()]) {
      const found = varianceComponentsOfPairs(given);
      for (const name of NAMES) {
        expect(found[name].mean).toBeCloseTo(expected[name].mean, 12);
        expect(found[name].low).toBeCloseTo(expected[name].low, 12);
        expect(found[name].high).toBeCloseTo(expected[name].high, 12);
      }
    }
  });

  const name = "seed 0 on sample 0 and seed 0 on sample 1";
  test.each([
    ["no pairs", [], "of 0 seeds × 0 samples: at least 3 of each are needed"],
    [
      "two samples",
      pairs.filter(({ firstSample, secondSample }) => firstSample < 2 && secondSample < 2),
      "of 4 seeds × 2 samples: at least 3 of each are needed",
    ],
    [
      "a missing pair",
      pairs.slice(1),
      `of 4 seeds × ${samples} samples from 275 pairs: each of the 276 pairs of runs is needed once`,
    ],
  ])("refuses %s", (_, given, message) => {
    expect(() => varianceComponentsOfPairs(given)).toThrow(
      new RangeError(`Cannot split the variance ${message}`),
    );
  });

  test("refuses a pair that stands there twice, and one that is no number", () => {
    expect(() => varianceComponentsOfPairs([...pairs, pairs[0]!])).toThrow(
      new RangeError(`Cannot split the variance: the pair of ${name} is there twice`),
    );
    const bad = { ...pairs[0]!, value: Number.NaN };
    const negative = { ...pairs[0]!, value: -1 };
    expect(() => varianceComponentsOfPairs([negative, ...pairs.slice(1)])).toThrow(
      new RangeError(
        "Cannot split the variance: a pair has the squared difference -1, and it cannot be below 0",
      ),
    );
    expect(() => varianceComponentsOfPairs([bad, ...pairs.slice(1)])).toThrow(
      new RangeError(`Cannot split the variance: ${name} gave NaN`),
    );
  });
});

describe("the intervals of varianceComponents()", () => {
  const normal = gaussian(randomFromText("coverage of varianceComponents"));

  /** How often each interval holds the truth, over 500 designs with normal effects of these standard deviations. */
  function coverage(seeds: number, samples: number, quantities: number, [a, b, e]: readonly number[]): Truth {
    const truth: Truth = {
      seed: a! ** 2,
      sample: b! ** 2,
      interaction: e! ** 2,
      withinSample: a! ** 2 + e! ** 2,
      total: a! ** 2 + b! ** 2 + e! ** 2,
      seedShare: (a! ** 2 + e! ** 2) / (a! ** 2 + b! ** 2 + e! ** 2),
    };
    const held = { seed: 0, sample: 0, interaction: 0, withinSample: 0, total: 0, seedShare: 0 };
    const draw = (count: number, scale: number) =>
      Array.from({ length: count }, () => Array.from({ length: quantities }, () => scale * normal()));
    const designs = 500;
    for (let k = 0; k < designs; k++) {
      const ofSamples = draw(samples, b!);
      const runs = draw(seeds, a!).map((x) =>
        ofSamples.map((y) => x.map((value, q) => value + y[q]! + e! * normal())),
      );
      const found = varianceComponents(runs);
      for (const name of NAMES)
        if (found[name].low <= truth[name] && truth[name] <= found[name].high) held[name] += 1 / designs;
    }
    return held;
  }

  const designs = [
    [3, 3],
    [4, 4],
    [4, 8],
  ] as const;
  const sizes = [
    [1, 1, 1],
    [0.3, 1, 0.3],
    [0, 0.3, 1],
  ];

  // Nominally 0.95, with a standard error of 0.01. Many numbers per run are averaged, and then the jackknife is careful.
  test.each(designs)(
    "hold the truth in over 92 of 100 designs of %d × %d runs with 20 numbers each",
    (seeds, samples) => {
      for (const size of sizes)
        for (const [name, share] of Object.entries(coverage(seeds, samples, 20, size)))
          expect(share, `${name} at ${size}`).toBeGreaterThan(0.92);
    },
  );

  // The variance of three or four single numbers is known badly, and not normal: the interval is then often too short.
  test.each(designs)("hold it in over 77 of 100 with a single number", (seeds, samples) => {
    for (const size of sizes)
      for (const [name, share] of Object.entries(coverage(seeds, samples, 1, size)))
        expect(share, `${name} at ${size}`).toBeGreaterThan(0.77);
  });
});

import { describe, expect, test } from "vitest";
import { causeEffects, causeGrid, causes, type GridResult } from "../../src/experiment";
import { gaussian, randomFromText } from "../../src/random";
import { meanInterval } from "../../src/stability";
import type { TrainedRun } from "../../src/train";

const WORDS = 40;
const DIMENSION = 3;

/** What a stream adds to the vectors when its seed is drawn: the same for the same seed. */
function noise(stream: string, seed: number): () => number {
  return gaussian(randomFromText(`${stream} ${seed}`));
}

/** Runs whose vectors follow from their seeds by a given rule, in the form that a grid gives. */
function made(
  sets: number,
  vectorsOf: (seeds: Readonly<Record<string, number>>) => Float32Array,
): GridResult {
  const { seeds } = causeGrid("quick", 1, sets);
  // The runs stand in another order than the seeds, as they may in a grid with its own texts.
  const order = [...seeds.keys()].sort((a, b) => (a % 7) - (b % 7) || a - b);
  return {
    runs: order.map((seed) => ({ seed, vocabulary: WORDS })),
    pairs: [],
    load: (place: number) => {
      const words = Array.from({ length: WORDS }, (_, w) => `word${w}`);
      const vectors = vectorsOf(seeds[order[place]!]!);
      return { words: { words, dimension: DIMENSION, vectors } } as unknown as TrainedRun;
    },
  } as unknown as GridResult;
}

const base = (() => {
  const normal = gaussian(randomFromText("base"));
  return Array.from({ length: WORDS * DIMENSION }, normal);
})();

describe("causeEffects()", () => {
  test("finds that small independent parts add up to the whole", () => {
    const scales: Readonly<Record<string, number>> = { init: 0.03, order: 0.02, bootstrap: 0.04 };
    const { effects, mainSum, totalSum, trainingSum } = causeEffects(
      made(24, (seeds) => {
        const parts = Object.entries(scales).map(([stream, scale]) => {
          const next = noise(stream, seeds[stream]!);
          return () => scale * next();
        });
        return Float32Array.from(base, (value) => value + parts.reduce((sum, part) => sum + part(), 0));
      }),
    );
    const shareOf = (cause: string) => effects.find((effect) => effect.cause === cause)!;
    expect(Math.abs(mainSum.mean - 1)).toBeLessThan(0.1);
    expect(Math.abs(totalSum.mean - 1)).toBeLessThan(0.1);
    // The variances are 9, 4 and 16 parts of 29.
    expect(shareOf("init").totalShare.mean).toBeCloseTo(9 / 29, 1);
    expect(shareOf("bootstrap").mainShare.mean).toBeCloseTo(16 / 29, 1);
    expect(shareOf("training").totalShare.mean).toBeCloseTo(13 / 29, 1);
    expect(shareOf("negatives").totalShare.mean).toBe(0);
    const [start, training] = [shareOf("init"), shareOf("training")];
    for (const way of ["neighbours", "directions", "variance"] as const)
      expect(start.partOfTraining[way].mean).toBeCloseTo(
        start.changed[way].mean / training.changed[way].mean,
        12,
      );
    expect(Math.abs(trainingSum.variance.mean - 1)).toBeLessThan(0.2);
    expect(training.partOfTraining.neighbours).toEqual({ mean: 1, low: 1, high: 1 });
  });

  test("finds that parts which only act together have no main effect, and the total effect 1 each", () => {
    const { effects, all, trainingSum } = causeEffects(
      made(6, ({ init, order }) => {
        const next = gaussian(randomFromText(`both ${init} ${order}`));
        return Float32Array.from({ length: WORDS * DIMENSION }, next);
      }),
    );
    for (const cause of ["init", "order"] as const) {
      const { mainShare, totalShare, kept } = effects.find((effect) => effect.cause === cause)!;
      expect(Math.abs(mainShare.mean)).toBeLessThan(0.1);
      expect(Math.abs(totalShare.mean - 1)).toBeLessThan(0.1);
      expect(kept.neighbours.mean).toBeCloseTo(all.neighbours.mean, 1);
    }
    expect(Math.abs(trainingSum.variance.mean - 2)).toBeLessThan(0.2);
  });

  test("takes its intervals over sets, and knows what chance gives", () => {
    const result = made(3, ({ init }) =>
      Float32Array.from(
        base,
        (
          (next) => (x: number) =>
            x + next()
        )(noise("init", init!)),
      ),
    );
    const { all, effects, neighboursFloor } = causeEffects(result);
    expect(neighboursFloor).toBeCloseTo(1 - 10 / (WORDS - 1), 12);
    // Only the start matters here, so to change it is to change all.
    expect(effects[0]!.changed.neighbours).toEqual(all.neighbours);
    expect(all.neighbours).not.toEqual(
      meanInterval([all.neighbours.mean, all.neighbours.mean, all.neighbours.mean]),
    );
    expect(effects[0]!.totalShare.mean).toBeCloseTo(1, 12);
  });

  test("refuses runs that are no sets", () => {
    const { runs, ...result } = made(3, () => Float32Array.from(base));
    expect(() => causeEffects({ ...result, runs: runs.slice(1) })).toThrow(
      "Cannot tell the causes apart from 23 runs: three sets or more of 8 runs are needed, as causeGrid gives them",
    );
    expect(() => causeEffects({ ...result, runs: runs.slice(8) })).toThrow("three sets or more");
  });
});

test("causeGrid() mixes each set from two runs that share nothing", () => {
  const { seeds } = causeGrid("quick", 5, 3);
  const [first, init, order, negatives, subsampling, bootstrap, training, last] = seeds.slice(8, 16);
  const from = (mixed: typeof first, stream: "init" | "order" | "negatives" | "subsampling" | "bootstrap") =>
    mixed![stream] === last![stream] ? "last" : mixed![stream] === first![stream] ? "first" : "neither";
  const streams = ["init", "order", "negatives", "subsampling", "bootstrap"] as const;
  const table = [init, order, negatives, subsampling, bootstrap, training].map((mixed) =>
    streams.map((stream) => from(mixed, stream)),
  );
  expect(table).toEqual(
    Object.values(causes).map((own) => streams.map((stream) => (own.includes(stream) ? "last" : "first"))),
  );
  expect(new Set(seeds.map(({ init: start }) => start)).size).toBe(6);
});

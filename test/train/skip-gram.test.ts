import { describe, expect, test } from "vitest";
import { type Embedding, toMatrix } from "../../src/embedding";
import { seedStreams } from "../../src/random";
import {
  chooseBackend,
  type Optimizer,
  type SkipGramOptions,
  startVectors,
  trainSkipGram,
} from "../../src/train";
import { followsDoublePrecision } from "./follows-double-precision";
import { relativeDifference } from "./relative-difference";
import { kingJamesCounts, referenceCounts, referenceStart } from "./small-counts";

process.env.RESEED_BACKEND = "engine";

const counts = kingJamesCounts(40);
const seeds = seedStreams(3);
const momentum: Optimizer = { name: "momentum", learningRate: 0.5, momentum: 0.9 };
/** Runs exactly this many steps. */
const forSteps = (steps: number) => ({ maxSteps: steps, patience: steps });

followsDoublePrecision();

describe("trainSkipGram()", () => {
  const options = { dimension: 4, seeds, ...forSteps(30) };

  test.each([false, true])("gives bitwise the same vectors for the same seeds, tied: %s", async (tied) => {
    const first = await trainSkipGram(counts, { ...options, tied });
    const again = await trainSkipGram(counts, { ...options, tied });
    expect(again.words.vectors).toEqual(first.words.vectors);
    expect(again.contexts.vectors).toEqual(first.contexts.vectors);
    expect(again.lossHistory).toEqual(first.lossHistory);
  });

  test("gives other vectors for another seed of the stream init, and the same for other streams", async () => {
    const first = await trainSkipGram(counts, options);
    const otherStart = await trainSkipGram(counts, { ...options, seeds: { ...seeds, init: 4 } });
    const otherStreams = await trainSkipGram(counts, { ...options, seeds: { ...seedStreams(4), init: 3 } });
    expect(relativeDifference(toMatrix(otherStart.words), toMatrix(first.words))).toBeGreaterThan(0.5);
    expect(otherStreams.words.vectors).toEqual(first.words.vectors);
  });

  test("begins with the vectors of startVectors() if none are given", async () => {
    const law = { startScale: "xavier", startLaw: "uniform" } as const;
    const drawn = await trainSkipGram(counts, { ...options, ...law });
    expect(drawn.words.provenance.options).toMatchObject(law);
    const start = startVectors(40, 4, "xavier", false, seeds, "uniform");
    const given = await trainSkipGram(counts, { ...options, start });
    expect(given.words.vectors).toEqual(drawn.words.vectors);
    expect(given.contexts.vectors).toEqual(drawn.contexts.vectors);
  });

  test("gives a tied model one embedding for words and contexts", async () => {
    const run = await trainSkipGram(counts, { ...options, tied: true });
    expect(run.contexts).toBe(run.words);
  });

  test("uses Adam with learning rate 0.05 if no optimizer is named", async () => {
    const named = await trainSkipGram(counts, {
      ...options,
      optimizer: { name: "adam", learningRate: 0.05 },
    });
    expect((await trainSkipGram(counts, options)).words.vectors).toEqual(named.words.vectors);
  });

  test("says where its vectors come from, so that they can be made again", async () => {
    const { words, contexts } = await trainSkipGram(counts, { ...options, optimizer: momentum });
    expect(words.words).toBe(counts.vocabulary.words);
    expect(words.dimension).toBe(4);
    expect(words.provenance).toEqual({
      model: "skip-gram, full softmax",
      backend: (await chooseBackend()).description,
      seeds,
      options: {
        dimension: 4,
        tied: false,
        optimizer: "momentum",
        learningRate: 0.5,
        momentum: 0.9,
        startScale: 0.1,
        startLaw: "gaussian",
        tolerance: 5e-4,
        patience: 30,
        maxSteps: 30,
      },
    });
    expect(contexts.provenance).toEqual(words.provenance);
    const start = startVectors(40, 4, 1, true, seeds);
    const given = await trainSkipGram(counts, { ...options, tied: true, start });
    expect(given.words.provenance.model).toBe("skip-gram, full softmax, tied");
    expect(given.words.provenance.options).toMatchObject({ start: "given" });
    expect(given.words.provenance.options).not.toHaveProperty("startScale");
  });

  test("reports every step and its loss", async () => {
    const reports: [number, number, number][] = [];
    const { lossHistory, seconds } = await trainSkipGram(counts, {
      ...options,
      onStep: (...report) => reports.push(report),
    });
    expect(reports).toEqual(lossHistory.map((loss, i) => [i + 1, 30, loss]));
    expect(seconds).toBeGreaterThan(0);
  });
});

describe("the stopping rule", () => {
  test.each([
    [5e-4, 50],
    [0.01, 10],
    [0.001, 1],
    [0, 3],
    [1000, 5],
  ])(
    "stops at the first step after which the loss fell by less than %d over %d steps",
    async (tolerance, patience) => {
      const { lossHistory, stopped } = await trainSkipGram(counts, {
        dimension: 4,
        seeds,
        tolerance,
        patience,
        maxSteps: 5000,
      });
      const steps = lossHistory.length;
      const fall = (step: number) => lossHistory[step - 1 - patience]! - lossHistory[step - 1]!;
      expect(stopped).toBe("converged");
      expect(fall(steps)).toBeLessThan(tolerance);
      for (let step = patience + 1; step < steps; step++)
        expect(fall(step)).toBeGreaterThanOrEqual(tolerance);
    },
  );

  test("stops at the step limit if the loss still falls", async () => {
    const { lossHistory, stopped } = await trainSkipGram(counts, {
      dimension: 4,
      seeds,
      patience: 10,
      maxSteps: 20,
    });
    expect(stopped).toBe("step limit");
    expect(lossHistory).toHaveLength(20);
  });

  test("counts the last step: a run that converges there has converged", async () => {
    const free = await trainSkipGram(counts, { dimension: 4, seeds, patience: 10, tolerance: 0.01 });
    const maxSteps = free.lossHistory.length;
    const limited = await trainSkipGram(counts, {
      dimension: 4,
      seeds,
      patience: 10,
      tolerance: 0.01,
      maxSteps,
    });
    expect(limited.stopped).toBe("converged");
    expect(limited.words.vectors).toEqual(free.words.vectors);
  });
});

describe("snapshots", () => {
  test("hold the vectors as they were after the step", async () => {
    const options = { dimension: 4, seeds, optimizer: momentum };
    const run = await trainSkipGram(counts, { ...options, ...forSteps(20), snapshotsAt: [20, 1, 7, 21] });
    expect(run.snapshots.map(({ step }) => step)).toEqual([1, 7, 20]);
    for (const { step, words, contexts } of run.snapshots) {
      const shorter = await trainSkipGram(counts, { ...options, ...forSteps(step) });
      expect(words.vectors).toEqual(shorter.words.vectors);
      expect(contexts.vectors).toEqual(shorter.contexts.vectors);
      expect(words.words).toBe(counts.vocabulary.words);
    }
  });

  test("of a tied model share one embedding", async () => {
    const { snapshots } = await trainSkipGram(counts, {
      dimension: 4,
      seeds,
      tied: true,
      ...forSteps(2),
      snapshotsAt: [1],
    });
    expect(snapshots[0]!.contexts).toBe(snapshots[0]!.words);
  });
});

describe("trainSkipGram() refuses", () => {
  const { words, contexts } = referenceStart;
  const tooFew = { ...counts, vocabulary: { words: ["a", "b"] } };

  test.each<[string, Partial<SkipGramOptions>, string, Parameters<typeof trainSkipGram>[0]?]>([
    ["no steps", { maxSteps: 0 }, "Cannot train for 0 steps: a positive integer is needed"],
    ["half a step", { maxSteps: 0.5 }, "Cannot train for 0.5 steps: a positive integer is needed"],
    ["no patience", { patience: 0 }, "Cannot watch the loss over 0 steps: a positive integer is needed"],
    [
      "a tolerance that is no number",
      { tolerance: Number.NaN },
      "Cannot stop at the tolerance NaN: a number is needed",
    ],
    ["no dimension", { dimension: 0 }, "Cannot start with 0 dimensions: a positive integer is needed"],
    ["no scale", { startScale: 0 }, 'Cannot start at scale 0: a positive number or "xavier" is needed'],
    [
      "an unknown optimizer",
      { optimizer: { name: "rmsprop" as "sgd", learningRate: 1 } },
      'Cannot train with the optimizer "rmsprop": choose "sgd", "momentum", "adagrad", "adam" or "adamw"',
    ],
    [
      "a negative learning rate",
      { optimizer: { name: "sgd", learningRate: -1 } },
      "Cannot train with the learning rate -1: a positive number is needed",
    ],
    [
      "too much momentum",
      { optimizer: { name: "momentum", learningRate: 1, momentum: 1.5 } },
      "Cannot train with momentum 1.5: a number from 0 to below 1 is needed",
    ],
    [
      "a start of another shape",
      { start: { words: contexts, contexts } },
      "Cannot start 40 words × 4 dimensions from a matrix of 12 × 4",
    ],
    [
      "a tied start with contexts",
      { tied: true, start: { words, contexts } },
      "Cannot start a tied model from two matrices: leave out the contexts",
      referenceCounts,
    ],
    [
      "an untied start without contexts",
      { start: { words } },
      "Cannot start an untied model from the word matrix alone: give the contexts too, or set tied: true",
      referenceCounts,
    ],
    [
      "counts of another vocabulary",
      {},
      "Cannot train 2 words on 1600 counts: one count per pair is needed",
      tooFew,
    ],
  ])("%s", async (_, options, message, given = counts) => {
    const run = trainSkipGram(given, { dimension: 4, seeds, ...options });
    await expect(run).rejects.toThrow(new RangeError(message));
  });
});

test("an embedding of a run has one row per word and no vector that is not a number", async () => {
  const run = await trainSkipGram(counts, { dimension: 4, seeds, ...forSteps(5) });
  for (const embedding of [run.words, run.contexts] satisfies Embedding[]) {
    expect(embedding.vectors).toHaveLength(160);
    expect(embedding.vectors.every(Number.isFinite)).toBe(true);
  }
});

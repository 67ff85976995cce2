import { beforeAll, describe, expect, test } from "vitest";
import { buildVocabulary, loadCorpus } from "../../src/corpus";
import type { Embedding } from "../../src/embedding";
import { seedStreams } from "../../src/random";
import { startVectors, type TransformerOptions, trainingText, trainTransformer } from "../../src/train";
import { loadTensorFlow, type TensorFlow } from "../../src/train/backend";
import { rhyme } from "./rhyme";

const bible = loadCorpus("king-james-bible");
const verses = { name: "the first verses", documents: bible.documents.slice(0, 800) };
const text = trainingText(verses, buildVocabulary(verses, { maxSize: 60 }));
const seeds = seedStreams(3);
const small = { dimension: 8, seeds, blockLength: 6, batchSize: 8, steps: 12 };

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await loadTensorFlow());
});

/** So small a step that nothing moves in single precision. */
const still = { name: "sgd", learningRate: 1e-30 } as const;

/** The words whose vectors differ between two embeddings. */
function moved(before: Embedding, after: Embedding): string[] {
  const row = (embedding: Embedding, w: number) =>
    embedding.vectors.subarray(w * embedding.dimension, (w + 1) * embedding.dimension);
  return before.words.filter((_, w) => row(before, w).some((value, j) => value !== row(after, w)[j]));
}

describe("trainTransformer()", { timeout: 30_000 }, () => {
  test.each([0, 1, 3])("gives bitwise the same run for the same seeds, depth %d", async (depth) => {
    const first = await trainTransformer(text, { ...small, depth });
    const again = await trainTransformer(text, { ...small, depth });
    expect(again.words.vectors).toEqual(first.words.vectors);
    expect(again.contexts.vectors).toEqual(first.contexts.vectors);
    expect(again.lossHistory).toEqual(first.lossHistory);
  });

  test("has a stream for the start, one for the order of the text, and heeds no other", async () => {
    const run = (changed: Partial<typeof seeds>) =>
      trainTransformer(text, { ...small, depth: 1, seeds: { ...seeds, ...changed } });
    const first = await run({});
    const otherOrder = await run({ order: 9 });
    const otherStart = await run({ init: 9 });
    const others = await run({ negatives: 9, subsampling: 9, bootstrap: 9 });
    expect(otherOrder.words.vectors).not.toEqual(first.words.vectors);
    expect(otherStart.words.vectors).not.toEqual(first.words.vectors);
    expect(others.words.vectors).toEqual(first.words.vectors);
  });

  test.each(["gaussian", "uniform"] as const)(
    "begins with the vectors of startVectors() in the law %s, at any depth",
    async (startLaw) => {
      const start = startVectors(60, 8, 0.2, false, seeds, startLaw);
      for (const depth of [0, 2]) {
        const run = await trainTransformer(text, {
          ...small,
          depth,
          optimizer: still,
          startScale: 0.2,
          startLaw,
        });
        expect(run.words.vectors).toEqual(Float32Array.from(start.words.to1DArray()));
        expect(run.contexts.vectors).toEqual(Float32Array.from(start.contexts!.to1DArray()));
      }
    },
  );

  test("reads the same words in the same steps at every depth", async () => {
    const steps = [1, 2, 3, 4];
    const seen = async (depth: number) => {
      const sgd = { name: "sgd", learningRate: 0.1 } as const;
      const options = { ...small, batchSize: 2, depth, optimizer: sgd, steps: 4, snapshotsAt: steps };
      const { snapshots } = await trainTransformer(text, options);
      const start = (await trainTransformer(text, { ...options, optimizer: still })).words;
      const path = [start, ...snapshots.map(({ words }) => words)];
      return steps.map((step) => moved(path[step - 1]!, path[step]!));
    };
    const shallow = await seen(0);
    for (const words of shallow) {
      expect(words.length).toBeGreaterThan(2);
      expect(words.length).toBeLessThanOrEqual(12);
    }
    expect(new Set(shallow.map(String)).size).toBe(4);
    for (const depth of [1, 2, 4]) expect(await seen(depth)).toEqual(shallow);
  });

  test("counts the words that it predicted", async () => {
    const run = await trainTransformer(text, { ...small, depth: 0 });
    expect(run.tokensSeen).toBe(12 * 8 * 6);
    expect(run.lossHistory).toHaveLength(12);
  });

  test("begins near log V, the loss of a model that knows nothing", async () => {
    const { lossHistory } = await trainTransformer(text, { ...small, depth: 2, startScale: 0.01 });
    expect(lossHistory[0]).toBeCloseTo(Math.log(60), 1);
  });

  const quick: TransformerOptions = {
    dimension: 16,
    depth: 1,
    seeds,
    blockLength: 13,
    batchSize: 4,
    steps: 150,
    optimizer: { name: "adam", learningRate: 0.02 },
  };

  test.each([
    [1, "layer", false],
    [1, "rms", true],
    [2, "none", false],
    [4, "rms", false],
  ] as const)("learns a small text by heart, depth %d, norm %s, tied %s", async (depth, norm, tied) => {
    const { lossHistory } = await trainTransformer(rhyme(60), { ...quick, depth, norm, tied });
    expect(lossHistory.at(-1)).toBeLessThan(0.03);
  });

  test("without a layer knows only the word before: it cannot tell the first rain from the second", async () => {
    // Places in the text and in the block do not agree, so that the positions are of no help.
    const { lossHistory } = await trainTransformer(rhyme(60), { ...quick, depth: 0, blockLength: 12 });
    const last = lossHistory.slice(-20).reduce((sum, loss) => sum + loss, 0) / 20;
    // Two of 13 words are *rain*, and what follows is one of two words.
    expect(last).toBeGreaterThan((0.9 * 2 * Math.log(2)) / 13);
    expect(last).toBeLessThan((1.3 * 2 * Math.log(2)) / 13);
  });

  test("gives a tied model one embedding for words and output", async () => {
    const run = await trainTransformer(text, { ...small, depth: 1, tied: true, snapshotsAt: [3] });
    expect(run.contexts).toBe(run.words);
    expect(run.snapshots[0]!.contexts).toBe(run.snapshots[0]!.words);
  });

  test("keeps the vectors as they were after the steps asked for", async () => {
    const run = await trainTransformer(text, { ...small, depth: 1, snapshotsAt: [12, 5, 13] });
    expect(run.snapshots.map(({ step }) => step)).toEqual([5, 12]);
    const shorter = await trainTransformer(text, { ...small, depth: 1, steps: 5 });
    expect(run.snapshots[0]!.words.vectors).toEqual(shorter.words.vectors);
    expect(run.snapshots[0]!.contexts.vectors).toEqual(shorter.contexts.vectors);
    expect(run.snapshots[1]!.words.vectors).toEqual(run.words.vectors);
  });

  test("says where its vectors come from, so that they can be made again", async () => {
    const optimizer = { name: "adamw", learningRate: 0.01, weightDecay: 0.1 } as const;
    const { words } = await trainTransformer(text, { ...small, depth: 2, optimizer, onStep: () => {} });
    expect(words.words).toBe(text.vocabulary.words);
    expect(words.provenance).toEqual({
      model: "transformer",
      backend: (await loadTensorFlow()).description,
      seeds,
      options: {
        dimension: 8,
        depth: 2,
        heads: 2,
        blockLength: 6,
        norm: "layer",
        tied: false,
        batchSize: 8,
        steps: 12,
        optimizer: "adamw",
        learningRate: 0.01,
        weightDecay: 0.1,
        startScale: 0.1,
        startLaw: "gaussian",
      },
    });
  });

  test("reports every step and its loss", async () => {
    const reports: [number, number, number][] = [];
    const { lossHistory, seconds } = await trainTransformer(text, {
      ...small,
      depth: 1,
      onStep: (...report) => reports.push(report),
    });
    expect(reports).toEqual(lossHistory.map((loss, i) => [i + 1, 12, loss]));
    expect(seconds).toBeGreaterThan(0);
  });
});

describe("trainTransformer() leaves no tensor behind", { timeout: 30_000 }, () => {
  test("after a run", async () => {
    const before = tf.memory().numTensors;
    for (const tied of [false, true])
      await trainTransformer(text, { ...small, depth: 2, tied, snapshotsAt: [4] });
    expect(tf.memory().numTensors).toBe(before);
  });

  test("after an abort, which rejects with its reason", async () => {
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const reason = new Error("the reader pressed stop");
    let steps = 0;
    const run = trainTransformer(text, {
      ...small,
      depth: 1,
      steps: 1_000_000,
      signal: controller.signal,
      onStep: (step) => {
        steps = step;
      },
    });
    setTimeout(() => controller.abort(reason), 100);
    await expect(run).rejects.toBe(reason);
    expect(steps).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    [
      12,
      /^Training diverged at step \d+: the loss is (NaN|Infinity)\. Use a smaller learning rate than 1e\+38$/,
    ],
    [
      1,
      /^Training diverged at step 1: not all parameters are finite\. Use a smaller learning rate than 1e\+38$/,
    ],
  ])("after a divergence in %d steps, which it reports with what to do", async (steps, message) => {
    const before = tf.memory().numTensors;
    const optimizer = { name: "momentum", learningRate: 1e38, momentum: 0 } as const;
    const run = trainTransformer(text, {
      ...small,
      depth: 1,
      steps,
      // At a large scale the first gradient is large enough to leave the range of numbers at once.
      startScale: 30,
      norm: "none",
      optimizer,
    });
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.toThrow(RangeError);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("trainTransformer() refuses", () => {
  test.each<[string, Partial<TransformerOptions>, string]>([
    ["no dimension", { dimension: 0 }, "Cannot train with 0 dimensions: a whole number from 1 on is needed"],
    ["a negative depth", { depth: -1 }, "Cannot train with -1 layers: a whole number from 0 on is needed"],
    ["half a head", { heads: 0.5 }, "Cannot train with 0.5 heads: a whole number from 1 on is needed"],
    [
      "heads that do not share the dimensions",
      { heads: 3 },
      "Cannot share 8 dimensions among 3 heads: the dimension must be a multiple of the heads",
    ],
    [
      "an empty sequence",
      { blockLength: 0 },
      "Cannot train with 0 words in a sequence: a whole number from 1 on is needed",
    ],
    [
      "an empty batch",
      { batchSize: 0 },
      "Cannot train with 0 sequences in a batch: a whole number from 1 on is needed",
    ],
    ["no steps", { steps: 0 }, "Cannot train with 0 steps: a whole number from 1 on is needed"],
    [
      "an unknown norm",
      { norm: "batch" as "layer" },
      'Cannot train with the norm "batch": choose "layer", "rms" or "none"',
    ],
    [
      "no learning rate",
      { optimizer: { name: "sgd", learningRate: 0 } },
      "Cannot train with the learning rate 0: a positive number is needed",
    ],
    ["no scale", { startScale: 0 }, 'Cannot start at scale 0: a positive number or "xavier" is needed'],
  ])("%s", async (_, options, message) => {
    const before = tf.memory().numTensors;
    const run = trainTransformer(text, { ...small, depth: 1, ...options });
    await expect(run).rejects.toThrow(new RangeError(message));
    expect(tf.memory().numTensors).toBe(before);
  });

  test("a text too short for one batch", async () => {
    const run = trainTransformer(rhyme(3), { ...small, depth: 1 });
    await expect(run).rejects.toThrow(
      new RangeError(
        "Cannot draw batches of 8 from a text with 6 places to read from: take more text, or smaller batches",
      ),
    );
  });

  test("a text that was encoded with a larger vocabulary", async () => {
    const run = trainTransformer({ ...rhyme(30), documents: text.documents }, { ...small, depth: 1 });
    await expect(run).rejects.toThrow(
      /^Cannot train on a text with the id \d+: the vocabulary has 12 words\. Encode the text with the same vocabulary$/,
    );
  });
});

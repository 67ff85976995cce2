import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { seedStreams } from "../../src/random";
import { type Optimizer, trainSkipGram } from "../../src/train";
import { loadTensorFlow, type TensorFlow } from "../../src/train/backend";
import { followsDoublePrecision } from "./follows-double-precision";
import { kingJamesCounts } from "./small-counts";

const binding = join(__dirname, "../../node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node");
process.env.RESEED_BACKEND = existsSync(binding) ? "tensorflow" : "wasm";

const counts = kingJamesCounts(40);
const seeds = seedStreams(3);
const momentum: Optimizer = { name: "momentum", learningRate: 0.5, momentum: 0.9 };
/** Runs exactly this many steps. */
const forSteps = (steps: number) => ({ maxSteps: steps, patience: steps });

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await loadTensorFlow());
});

followsDoublePrecision();

describe("trainSkipGram() leaves no tensor behind", () => {
  const optimizers: Optimizer[] = [
    { name: "sgd", learningRate: 1 },
    momentum,
    { name: "adagrad", learningRate: 0.3 },
    { name: "adam", learningRate: 0.05 },
    { name: "adamw", learningRate: 0.05, weightDecay: 0.2 },
  ];

  test.each(optimizers)("after a run with $name", async (optimizer) => {
    const before = tf.memory().numTensors;
    for (const tied of [false, true]) {
      await trainSkipGram(counts, {
        dimension: 4,
        seeds,
        tied,
        optimizer,
        ...forSteps(10),
        snapshotsAt: [5],
      });
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each(optimizers)("after an abort with $name, which rejects with its reason", async (optimizer) => {
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const reason = new Error("the reader pressed stop");
    let steps = 0;
    const run = trainSkipGram(counts, {
      dimension: 4,
      seeds,
      optimizer,
      ...forSteps(10_000_000),
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

  test("after an abort in the very last step, which rejects with its reason too", async () => {
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const reason = new Error("too late, but still");
    const run = trainSkipGram(counts, {
      dimension: 4,
      seeds,
      ...forSteps(5),
      signal: controller.signal,
      onStep: (step) => {
        if (step === 5) controller.abort(reason);
      },
    });
    await expect(run).rejects.toBe(reason);
    expect(tf.memory().numTensors).toBe(before);
  });

  test("after a divergence, which it reports with the step and what to do", async () => {
    const before = tf.memory().numTensors;
    const run = trainSkipGram(counts, {
      dimension: 4,
      seeds,
      optimizer: { name: "sgd", learningRate: 1e30 },
    });
    await expect(run).rejects.toThrow(
      /^Training diverged at step \d+: the loss is (NaN|Infinity|-Infinity)\. Use a smaller learning rate than 1e\+30$/,
    );
    await expect(run).rejects.toThrow(RangeError);
    expect(tf.memory().numTensors).toBe(before);
  });

  test("after a report that throws", async () => {
    const before = tf.memory().numTensors;
    const mistake = new Error("a mistake in the report");
    const run = trainSkipGram(counts, {
      dimension: 4,
      seeds,
      onStep: () => {
        throw mistake;
      },
    });
    await expect(run).rejects.toBe(mistake);
    expect(tf.memory().numTensors).toBe(before);
  });
});

import type { Tensor2D } from "@tensorflow/tfjs";
import { Matrix } from "ml-matrix";
import { beforeAll, describe, expect, test } from "vitest";
import { buildVocabulary, loadCorpus } from "../../src/corpus";
import { gaussian, randomFromText, seedStreams } from "../../src/random";
import {
  epochLosses,
  type NnlmOptions,
  originalExercise,
  startVectors,
  trainingText,
  trainNnlm,
} from "../../src/train";
import { loadTensorFlow, type TensorFlow } from "../../src/train/backend";
import { type NnlmParameters, nnlmLoss } from "../../src/train/nnlm-model";
import { finiteDifferences } from "./finite-differences";
import { relativeDifference } from "./relative-difference";
import { rhyme } from "./rhyme";

const bible = loadCorpus("king-james-bible");
const verses = { name: "the first verses", documents: bible.documents.slice(0, 100) };
const text = trainingText(verses, buildVocabulary(verses, { maxSize: 60 }));
const seeds = seedStreams(3);
const small = { dimension: 8, seeds, hidden: 12, epochs: 2 };
const tokens = text.documents.reduce((sum, document) => sum + document.length, 0);

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await loadTensorFlow());
});

/** The loss of one prediction after the other, in plain loops and double precision. */
function plainLoss(parameters: NnlmParameters<Matrix>, ids: readonly number[], targets: readonly number[]) {
  const { words, hidden, hiddenBias, output, outputBias } = parameters;
  const context = ids.length / targets.length;
  let loss = 0;
  for (const [k, target] of targets.entries()) {
    const units = hiddenBias.getRow(0);
    for (let n = 0; n < context; n++) {
      for (let j = 0; j < words.columns; j++) {
        const value = words.get(ids[k * context + n]!, j);
        for (let h = 0; h < units.length; h++) units[h]! += value * hidden.get(n * words.columns + j, h);
      }
    }
    const logits = outputBias.getRow(0);
    for (let w = 0; w < logits.length; w++) {
      for (const [h, unit] of units.entries()) logits[w]! += Math.max(0, unit) * output.get(w, h);
    }
    loss += Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[target]!;
  }
  return loss / targets.length;
}

describe("the neural probabilistic language model", () => {
  const normal = gaussian(randomFromText("a language model"));
  const draw = (rows: number, columns: number) =>
    Matrix.from1DArray(
      rows,
      columns,
      Float64Array.from({ length: rows * columns }, () => 0.7 * normal()),
    );
  const parameters = {
    words: draw(6, 3),
    hidden: draw(2 * 3, 5),
    hiddenBias: draw(1, 5),
    output: draw(6, 5),
    outputBias: draw(1, 6),
  };
  const names = Object.keys(parameters) as (keyof typeof parameters)[];
  const ids = [0, 3, 3, 5, 5, 5, 1, 0];
  const targets = [3, 5, 5, 2];

  const lossAndGradients = () => {
    const tensors = names.map((name) => tf.tensor2d(parameters[name].to2DArray()));
    return tf.valueAndGrads((...moved) => {
      const [words, hidden, hiddenBias, output, outputBias] = moved as Tensor2D[];
      const inside = { words: words!, hidden: hidden!, hiddenBias: hiddenBias!, output: output! };
      const [before, next] = [ids, targets].map((list) => tf.tensor1d(list, "int32"));
      return nnlmLoss(tf, { ...inside, outputBias: outputBias! }, before!, next!);
    })(tensors);
  };

  test("has the loss of plain loops in double precision, to 1e-6", () => {
    const expected = plainLoss(parameters, ids, targets);
    expect(Math.abs(lossAndGradients().value.dataSync()[0]! / expected - 1)).toBeLessThan(1e-6);
  });

  test.each(names)(
    "has for %s the gradient that finite differences of the plain loops give, to 1e-5",
    (name) => {
      const gradient = lossAndGradients().grads[names.indexOf(name)]!.arraySync() as number[][];
      const lossWith = (moved: Matrix) => plainLoss({ ...parameters, [name]: moved }, ids, targets);
      const expected = finiteDifferences(lossWith, parameters[name], 1e-5);
      expect(relativeDifference(new Matrix(gradient), expected)).toBeLessThan(1e-5);
    },
  );
});

describe("trainNnlm()", { timeout: 30_000 }, () => {
  test("has the settings of the original exercise if none are given", async () => {
    const { words } = await trainNnlm(text, { dimension: 100, seeds, epochs: 1 });
    expect(words.provenance).toEqual({
      model: "neural probabilistic language model",
      backend: (await loadTensorFlow()).description,
      seeds,
      options: {
        dimension: 100,
        context: 6,
        stride: 3,
        hidden: 128,
        batchSize: 32,
        epochs: 1,
        optimizer: "adamw",
        learningRate: 0.001,
        weightDecay: 0.01,
        startScale: "xavier",
        startLaw: "gaussian",
      },
    });
    expect(originalExercise.epochs).toBe(16);
  });

  test("predicts every third word from the six before it, in whole batches", async () => {
    const run = await trainNnlm(text, small);
    // Words 6, 9, 12, … are predicted.
    expect(run.samples).toBe(
      Array.from({ length: tokens }, (_, i) => i).filter((i) => i >= 6 && i % 3 === 0).length,
    );
    expect(run.stepsPerEpoch).toBe(Math.floor(run.samples / 32));
    expect(run.lossHistory).toHaveLength(2 * run.stepsPerEpoch);
  });

  test("gives bitwise the same run for the same seeds", async () => {
    const first = await trainNnlm(text, small);
    const again = await trainNnlm(text, small);
    expect(again.words.vectors).toEqual(first.words.vectors);
    expect(again.contexts!.vectors).toEqual(first.contexts!.vectors);
    expect(again.lossHistory).toEqual(first.lossHistory);
  });

  test("has a stream for the start, one for the order of the text, and heeds no other", async () => {
    const run = (changed: Partial<typeof seeds>) =>
      trainNnlm(text, { ...small, seeds: { ...seeds, ...changed } });
    const first = await run({});
    expect((await run({ order: 9 })).words.vectors).not.toEqual(first.words.vectors);
    expect((await run({ init: 9 })).words.vectors).not.toEqual(first.words.vectors);
    const others = await run({ negatives: 9, subsampling: 9, bootstrap: 9 });
    expect(others.words.vectors).toEqual(first.words.vectors);
  });

  test("begins with the words of startVectors()", async () => {
    const still = { name: "sgd", learningRate: 1e-30 } as const;
    const { words } = await trainNnlm(text, { ...small, optimizer: still });
    const start = startVectors(60, 8, "xavier", true, seeds).words;
    expect(words.vectors).toEqual(Float32Array.from(start.to1DArray()));
  });

  test("learns a small text by heart", async () => {
    const run = await trainNnlm(rhyme(60), {
      ...small,
      context: 2,
      stride: 1,
      epochs: 12,
      optimizer: { name: "adam", learningRate: 0.02 },
    });
    expect(run.lossHistory[0]).toBeGreaterThan(2);
    expect(run.lossHistory.at(-1)).toBeLessThan(0.03);
  });

  test("gives words as rows of the output too, in the dimension of the hidden layer", async () => {
    const { words, contexts } = await trainNnlm(text, small);
    expect([words.dimension, words.vectors.length]).toEqual([8, 60 * 8]);
    expect([contexts.dimension, contexts.vectors.length]).toEqual([12, 60 * 12]);
    expect(contexts.words).toBe(text.vocabulary.words);
  });

  test("reports every step, and leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    const reports: [number, number, number][] = [];
    const { lossHistory } = await trainNnlm(text, { ...small, onStep: (...report) => reports.push(report) });
    expect(reports).toEqual(lossHistory.map((loss, i) => [i + 1, lossHistory.length, loss]));
    expect(tf.memory().numTensors).toBe(before);
  });

  test("stops if it is told to, with the signal's reason, and leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const reason = new Error("the reader pressed stop");
    const run = trainNnlm(text, { ...small, epochs: 100_000, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 60);
    await expect(run).rejects.toBe(reason);
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each<[string, Partial<NnlmOptions>, string]>([
    ["no dimension", { dimension: 0 }, "0 dimensions: a whole number from 1 on is needed"],
    ["no word before", { context: 0 }, "0 words before each: a whole number from 1 on is needed"],
    ["no stride", { stride: 0 }, "0 words as the stride: a whole number from 1 on is needed"],
    ["half a unit", { hidden: 0.5 }, "0.5 hidden units: a whole number from 1 on is needed"],
    ["an empty batch", { batchSize: 0 }, "0 predictions in a batch: a whole number from 1 on is needed"],
    ["no epoch", { epochs: 0 }, "0 epochs: a whole number from 1 on is needed"],
    [
      "momentum 1",
      { optimizer: { name: "momentum", learningRate: 1, momentum: 1 } },
      "momentum 1: a number from 0 to below 1 is needed",
    ],
  ])("refuses %s", async (_, options, message) => {
    const run = trainNnlm(text, { ...small, ...options });
    await expect(run).rejects.toThrow(new RangeError(`Cannot train with ${message}`));
  });

  test("refuses a text too short for one batch", async () => {
    await expect(trainNnlm(rhyme(1), small)).rejects.toThrow(
      new RangeError(
        "Cannot draw batches of 32 from a text with 3 places to read from: take more text, or smaller batches",
      ),
    );
  });
});

describe("epochLosses()", () => {
  test("shows the loss that the original exercise plots: too small by the size of a batch", async () => {
    const run = await trainNnlm(text, { ...small, epochs: 3 });
    const losses = epochLosses(run);
    expect(losses).toHaveLength(3);
    for (const { loss, asPlotted } of losses) {
      // A model that knows nothing has log V; the plotted number would be far better than perfect compression allows.
      expect(loss).toBeGreaterThan(0.5 * Math.log(60));
      const factor = loss / asPlotted;
      expect(factor).toBeCloseTo(run.samples / run.stepsPerEpoch, 10);
      expect(factor).toBeGreaterThanOrEqual(32);
      expect(factor).toBeLessThan(33.5);
    }
    const first = run.lossHistory.slice(0, run.stepsPerEpoch);
    expect(losses[0]!.loss).toBeCloseTo(first.reduce((a, b) => a + b) / first.length, 12);
  });
});

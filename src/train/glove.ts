import { countSparseCooccurrence, type SparseCooccurrence } from "../corpus";
import type { Embedding } from "../embedding/embedding";
import { requireKnown } from "../options/require-known";
import { randomStream, type Seeds } from "../random";
import { type Engine, startEngine } from "./engine";
import { type StartLaw, type StartScale, startMatrix } from "./start-matrix";
import { streamKey } from "./stream-key";
import type { TrainedRun } from "./trained-run";
import type { TrainingText } from "./training-text";

export interface GloveOptions {
  readonly dimension: number;
  readonly seeds: Seeds;
  /** How many words to either side count as near; a pair counts 1/distance. Default 10. */
  readonly window?: number;
  /** x_max: counts from this on have the full weight 1, smaller ones (count / x_max)^alpha. Default 100. */
  readonly fullWeightCount?: number;
  /** alpha. Default 0.75. */
  readonly weightExponent?: number;
  /** How often all counts are seen. Default 25. */
  readonly epochs?: number;
  /** The size of the first steps; AdaGrad makes later ones smaller. Default 0.05. */
  readonly learningRate?: number;
  /**
   * The standard deviation of the numbers that vectors and biases start from. Default 0.5 / (√3 · dimension): with the
   * uniform law, numbers between ±0.5 / dimension, nearly as in the GloVe program (which divides by one more).
   */
  readonly startScale?: StartScale;
  /** Default uniform. */
  readonly startLaw?: StartLaw;
  /** A word's vector is the sum of its word and context vectors, as the paper advises, or the word vector alone. Default "sum". */
  readonly output?: "sum" | "words";
  /** Called after every epoch with its mean loss. */
  readonly onEpoch?: (epoch: number, epochs: number, loss: number) => void;
}

/** Every option with its default: undefined if there is none, or if another option decides it. */
export const gloveDefaults = {
  dimension: undefined,
  seeds: undefined,
  window: 10,
  fullWeightCount: 100,
  weightExponent: 0.75,
  epochs: 25,
  learningRate: 0.05,
  startScale: undefined,
  startLaw: "uniform",
  output: "sum",
  onEpoch: undefined,
} as const satisfies Record<keyof GloveOptions, unknown>;

/** A run of GloVe also has a number for each word and context that says how frequent it is. */
export interface GloveRun extends TrainedRun {
  readonly wordBiases: Float32Array;
  readonly contextBiases: Float32Array;
}

/**
 * Trains GloVe: v_w·u_c + b_w + b_c shall be the logarithm of X_wc, how often c stands near w (each pair counted
 * 1/distance). It minimises J = Σ f(X_wc) · (v_w·u_c + b_w + b_c − log X_wc)² over the pairs that occur, with
 * f(x) = min(1, (x / x_max)^α), by AdaGrad, one pair at a time. The loss history holds J / (number of pairs), each term
 * as it was before its step, for each epoch.
 *
 * The steps are those of the GloVe program: with g the learning rate times the gradient of half a term, a number x moves by
 * −g/√s, then s grows by g², from s = 1. The pairs are shuffled anew for each epoch. The same text, options and seeds
 * give bitwise the same vectors on every machine, in single precision. The stream `init` draws the start (words,
 * contexts, the biases of both), `order` the order of the pairs.
 *
 * Source: J. Pennington, R. Socher & C. Manning, GloVe: global vectors for word representation, EMNLP 2014, equations 8
 * and 9, with the defaults of the program.
 *
 * @throws RangeError if an option makes no sense or is unknown, no two words stand close together, or the training
 *   diverges
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain rain go away come again another day")] };
 * const text = trainingText(corpus, buildVocabulary(corpus, { minCount: 1 }));
 * const run = trainGlove(text, { dimension: 4, seeds: seedStreams(1), epochs: 3 });
 * [run.words.words.length, run.words.vectors.length]; // → [7, 28]
 * run.lossHistory.length; // → 3
 * ```
 */
export function trainGlove(text: TrainingText, options: GloveOptions): GloveRun {
  const began = performance.now();
  const settings = withDefaults(options);
  const { dimension, seeds, epochs, learningRate } = settings;
  const counts = countSparseCooccurrence(text, { window: settings.window, weighting: "harmonic" });
  const engine = startEngine();
  const run = layOut(engine, counts, settings);

  const lossHistory: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    engine.shuffleCells(epoch);
    const loss = engine.glovePass(learningRate) / counts.counts.length;
    if (!Number.isFinite(loss)) {
      throw new RangeError(
        `Training diverged in epoch ${epoch + 1}: the loss is ${loss}. Use a smaller learning rate than ${learningRate}`,
      );
    }
    lossHistory.push(loss);
    options.onEpoch?.(epoch + 1, epochs, loss);
  }

  const { seeds: _, ...numbers } = settings;
  const own = run.words.vectors();
  const contexts: Embedding = {
    words: text.vocabulary.words,
    dimension,
    vectors: run.contexts.vectors(),
    provenance: { model: "GloVe", backend: "WebAssembly", seeds, options: numbers },
  };
  const vectors = settings.output === "sum" ? own.map((x, i) => x + contexts.vectors[i]!) : own;
  return {
    words: { ...contexts, vectors },
    contexts,
    wordBiases: run.words.biases(),
    contextBiases: run.contexts.biases(),
    lossHistory,
    seconds: (performance.now() - began) / 1000,
  };
}

type Settings = Required<Omit<GloveOptions, "onEpoch">>;

function withDefaults(options: GloveOptions): Settings {
  requireKnown("train GloVe", "option", options, Object.keys(gloveDefaults));
  const { onEpoch, ...settings } = {
    ...gloveDefaults,
    startScale: 0.5 / (Math.sqrt(3) * options.dimension),
    ...options,
  };
  const { dimension, epochs, fullWeightCount, weightExponent, learningRate, output } = settings;
  if (!(Number.isInteger(dimension) && dimension >= 1)) {
    throw new RangeError(`Cannot train with ${dimension} dimensions: a positive integer is needed`);
  }
  if (!(Number.isInteger(epochs) && epochs >= 1)) {
    throw new RangeError(`Cannot train for ${epochs} epochs: a positive integer is needed`);
  }
  if (!(fullWeightCount > 0 && Number.isFinite(fullWeightCount))) {
    throw new RangeError(
      `Cannot give counts from ${fullWeightCount} on the full weight: a positive number is needed`,
    );
  }
  if (!Number.isFinite(weightExponent)) {
    throw new RangeError(`Cannot weight counts with the exponent ${weightExponent}: a number is needed`);
  }
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new RangeError(`Cannot train with the learning rate ${learningRate}: a positive number is needed`);
  }
  if (output !== "sum" && output !== "words") {
    throw new RangeError(`Cannot give out "${output as string}": choose "sum" or "words"`);
  }
  return settings;
}

/** Where the rows of all words, or of all contexts, stand in the memory. */
interface Rows {
  readonly address: number;
  vectors(): Float32Array;
  biases(): Float32Array;
}

function layOut(
  engine: Engine,
  { vocabulary, rowStarts, contexts: cellContexts, counts }: SparseCooccurrence,
  settings: Settings,
): { words: Rows; contexts: Rows } {
  const { dimension, seeds, startScale, startLaw, fullWeightCount, weightExponent } = settings;
  const size = vocabulary.words.length;
  const stride = Math.ceil(dimension / 8) * 8;
  // A vector, the sums of squares of its steps, the bias with its own, and two numbers that make a multiple of 16 bytes.
  const length = 2 * stride + 4;
  const cells = engine.reserve(16 * counts.length);
  const rows = (): Rows => {
    const address = engine.reserve(4 * size * length);
    const read = (from: number, width: number) => {
      const all = new Float32Array(engine.buffer, address, size * length);
      const part = new Float32Array(size * width);
      for (let w = 0; w < size; w++) {
        part.set(all.subarray(w * length + from, w * length + from + width), w * width);
      }
      return part;
    };
    return { address, vectors: () => read(0, dimension), biases: () => read(2 * stride, 1) };
  };
  const [words, contexts] = [rows(), rows()];

  const init = randomStream(seeds, "init");
  const drawn = (columns: number) => startMatrix(size, columns, startScale, startLaw, init);
  const vectors = [drawn(dimension), drawn(dimension)];
  const biases = [drawn(1), drawn(1)];
  for (const [side, { address }] of [words, contexts].entries()) {
    const all = new Float32Array(engine.buffer, address, size * length);
    for (let w = 0; w < size; w++) {
      const row = all.subarray(w * length, (w + 1) * length);
      row.set(vectors[side]!.getRow(w));
      row.fill(1, stride, 2 * stride);
      row[2 * stride] = biases[side]!.get(w, 0);
      row[2 * stride + 1] = 1;
    }
  }

  const addresses = new Uint32Array(engine.buffer, cells, 4 * counts.length);
  const numbers = new Float32Array(engine.buffer, cells, 4 * counts.length);
  for (let w = 0; w < size; w++) {
    for (let cell = rowStarts[w]!; cell < rowStarts[w + 1]!; cell++) {
      const count = counts[cell]!;
      addresses[4 * cell] = words.address + 4 * length * w;
      addresses[4 * cell + 1] = contexts.address + 4 * length * cellContexts[cell]!;
      numbers[4 * cell + 2] = engine.logarithm(count);
      numbers[4 * cell + 3] =
        count < fullWeightCount ? engine.power(count / fullWeightCount, weightExponent) : 1;
    }
  }
  engine.prepareGlove(cells, counts.length, 4 * stride, streamKey(randomStream(seeds, "order")));
  return { words, contexts };
}

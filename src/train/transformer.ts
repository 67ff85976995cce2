import type { Matrix } from "ml-matrix";
import type { Embedding } from "../embedding/embedding";
import { requireKnown } from "../options/require-known";
import { randomStream, type Seeds } from "../random";
import { loadTensorFlow } from "./backend";
import { batches } from "./batches";
import { type Optimizer, optimizerSettings, requireOptimizer } from "./optimizer";
import { requireWhole } from "./require-whole";
import { type StartLaw, type StartScale, startMatrix } from "./start-matrix";
import { tokenStream } from "./token-stream";
import { trainInBatches } from "./train-in-batches";
import type { Snapshot, TrainedRun } from "./trained-run";
import type { TrainingText } from "./training-text";
import { mapParameters, type TransformerParameters, transformerModel } from "./transformer-model";

export interface TransformerOptions {
  readonly dimension: number;
  readonly seeds: Seeds;
  /**
   * How many layers of attention and feed-forward network. With 0 a word is predicted from the one before it, and its
   * place. Default 2.
   */
  readonly depth?: number;
  /** How many attentions each layer has; they share the dimensions evenly. Default 2. */
  readonly heads?: number;
  /** How many words a sequence has, and so how far back the attention reaches. Default 16. */
  readonly blockLength?: number;
  /** What stands before each part of a layer, and before the output. Default layer. */
  readonly norm?: "layer" | "rms" | "none";
  /** Words and output share one matrix. Default false. */
  readonly tied?: boolean;
  /** How many sequences each step sees. Default 16. */
  readonly batchSize?: number;
  /** Default 1000. */
  readonly steps?: number;
  /** Default Adam with learning rate 0.003. */
  readonly optimizer?: Optimizer;
  /** Standard deviation of the words, contexts and positions at the start. Default 0.1. */
  readonly startScale?: StartScale;
  /** The law that all parameters are drawn from. Default gaussian. */
  readonly startLaw?: StartLaw;
  /** Also keep the vectors after these steps, as `snapshots`. */
  readonly snapshotsAt?: readonly number[];
  /** Stops the training between two steps: the promise rejects with the signal's reason, and nothing is kept. */
  readonly signal?: AbortSignal;
  /** Called after every step. */
  readonly onStep?: (step: number, steps: number, loss: number) => void;
}

/** Every option with its default: undefined if there is none. */
export const transformerDefaults = {
  dimension: undefined,
  seeds: undefined,
  depth: 2,
  heads: 2,
  blockLength: 16,
  norm: "layer",
  tied: false,
  batchSize: 16,
  steps: 1000,
  optimizer: { name: "adam", learningRate: 0.003 },
  startScale: 0.1,
  startLaw: "gaussian",
  snapshotsAt: undefined,
  signal: undefined,
  onStep: undefined,
} as const satisfies Record<keyof TransformerOptions, unknown>;

export interface TransformerRun extends TrainedRun {
  /** The rows of the output matrix; the same embedding as `words` if the model is tied. */
  readonly contexts: Embedding;
  /** In the order of the steps; a step after the end of the training has none. */
  readonly snapshots: readonly Snapshot[];
  /** Running words predicted in all steps together. */
  readonly tokensSeen: number;
}

/**
 * Trains a small transformer to predict each word of a text from the words before it. Word i of a sequence enters as
 * x_i = e_i + p_i, its embedding plus its position's; each layer adds a causal multi-head attention,
 * softmax(QKᵀ/√d_k)·V, and then a feed-forward network d → 4d → d with ReLU (Vaswani et al. 2017); the output is
 * softmax(x·Uᵀ), with U = E if tied. A norm stands before both parts and before the output (Xiong et al. 2020). It
 * has no gain and no shift of its own, and no matrix has a bias: the matrix after a norm can do what a gain does.
 *
 * The documents are read as one text, one after the other, cut into sequences of `blockLength` words, which come in
 * random order. Words outside the vocabulary are left out of the text, as for all models here. The loss history
 * holds the mean loss of each batch before its step, in nats per word.
 *
 * The stream `init` draws the start: words, contexts, positions, then layer by layer, so that models of any depth
 * begin with the same vectors. The matrices of the layers have Xavier's scale. The stream `order` draws the batches,
 * which are the same for any depth. Single precision; the same seeds, options and backend give the same vectors.
 *
 * @throws RangeError if an option makes no sense or is unknown, the text is too short for a batch, or the training diverges
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: Array(40).fill(tokenize("rain rain go away come again another day")) };
 * const text = trainingText(corpus, buildVocabulary(corpus));
 * const run = await trainTransformer(text, { dimension: 8, depth: 1, seeds: seedStreams(1), steps: 100 });
 * [run.words.words.length, run.contexts.dimension]; // → [7, 8]
 * run.tokensSeen; // → 25600
 * run.lossHistory.at(-1) < run.lossHistory[0]; // → true
 * ```
 */
export async function trainTransformer(
  text: TrainingText,
  options: TransformerOptions,
): Promise<TransformerRun> {
  const settings = withDefaults(options);
  const { dimension, tied, seeds, blockLength, batchSize, steps, optimizer } = settings;
  const vocabulary = text.vocabulary.words;
  const stream = tokenStream(text);
  const sequences = Math.max(0, Math.floor((stream.length - 1) / blockLength));
  const firsts = Array.from({ length: sequences }, (_, k) => k * blockLength);

  const start: Matrix[] = [];
  const places = mapParameters(
    startParameters(vocabulary.length, settings),
    (matrix) => start.push(matrix) - 1,
  );

  const { tf, description } = await loadTensorFlow();
  const began = performance.now();
  const model = transformerModel(tf, settings);
  const { seeds: _, optimizer: __, signal, onStep, snapshotsAt, ...numbers } = settings;
  const provenance = {
    model: tied ? "transformer, tied" : "transformer",
    backend: description,
    seeds,
    options: { ...numbers, ...optimizerSettings(optimizer) },
  };
  const embeddings = (parameters: readonly Float32Array[]) => {
    const embedding = (place: number): Embedding => ({
      words: vocabulary,
      dimension,
      vectors: parameters[place]!,
      provenance,
    });
    const words = embedding(places.words);
    return { words, contexts: places.contexts === undefined ? words : embedding(places.contexts) };
  };

  const snapshots: Snapshot[] = [];
  const { lossHistory, parameters } = await trainInBatches(tf, {
    start,
    loss: (tensors, batch) => {
      const [ids, targets] = [0, 1].map((shift) => {
        const taken = new Int32Array(batchSize * blockLength);
        for (const [k, first] of batch.entries())
          taken.set(stream.subarray(first + shift, first + shift + blockLength), k * blockLength);
        return tf.tensor1d(taken, "int32");
      });
      const inside = mapParameters(places, (place) => tensors[place]!);
      return model.loss(inside, ids!, targets!);
    },
    batches: batches(firsts, batchSize, randomStream(seeds, "order")),
    steps,
    optimizer,
    signal,
    onStep: (step, loss, read) => {
      if (snapshotsAt?.includes(step)) snapshots.push({ step, ...embeddings(read()) });
      onStep?.(step, steps, loss);
    },
  });
  return {
    ...embeddings(parameters),
    lossHistory,
    snapshots,
    tokensSeen: steps * batchSize * blockLength,
    seconds: (performance.now() - began) / 1000,
  };
}

function withDefaults(options: TransformerOptions) {
  requireKnown("train the transformer", "option", options, Object.keys(transformerDefaults));
  const settings = { ...transformerDefaults, ...options };
  requireWhole("dimensions", settings.dimension, 1);
  requireWhole("layers", settings.depth, 0);
  requireWhole("heads", settings.heads, 1);
  requireWhole("words in a sequence", settings.blockLength, 1);
  requireWhole("sequences in a batch", settings.batchSize, 1);
  requireWhole("steps", settings.steps, 1);
  requireOptimizer(settings.optimizer);
  if (settings.dimension % settings.heads !== 0) {
    throw new RangeError(
      `Cannot share ${settings.dimension} dimensions among ${settings.heads} heads: ` +
        "the dimension must be a multiple of the heads",
    );
  }
  if (!["layer", "rms", "none"].includes(settings.norm)) {
    throw new RangeError(`Cannot train with the norm "${settings.norm}": choose "layer", "rms" or "none"`);
  }
  return settings;
}

function startParameters(
  size: number,
  { dimension, depth, blockLength, tied, seeds, startScale, startLaw }: ReturnType<typeof withDefaults>,
): TransformerParameters<Matrix> {
  const random = randomStream(seeds, "init");
  const table = (rows: number) => startMatrix(rows, dimension, startScale, startLaw, random);
  const inner = (rows: number, columns: number) => startMatrix(rows, columns, "xavier", startLaw, random);
  const square = () => inner(dimension, dimension);
  return {
    words: table(size),
    ...(!tied && { contexts: table(size) }),
    positions: table(blockLength),
    layers: Array.from({ length: depth }, () => ({
      queries: square(),
      keys: square(),
      values: square(),
      mix: square(),
      expand: inner(dimension, 4 * dimension),
      shrink: inner(4 * dimension, dimension),
    })),
  };
}

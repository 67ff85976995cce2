import type { Matrix } from "ml-matrix";
import type { Embedding } from "../embedding/embedding";
import { requireKnown } from "../options/require-known";
import { randomStream, type Seeds } from "../random";
import { loadTensorFlow } from "./backend";
import { batches } from "./batches";
import { type NnlmParameters, nnlmLoss } from "./nnlm-model";
import { type Optimizer, optimizerSettings, requireOptimizer } from "./optimizer";
import { requireWhole } from "./require-whole";
import { type StartLaw, type StartScale, startMatrix } from "./start-matrix";
import { tokenStream } from "./token-stream";
import { trainInBatches } from "./train-in-batches";
import type { TrainedRun } from "./trained-run";
import type { TrainingText } from "./training-text";

export interface NnlmOptions {
  readonly dimension: number;
  readonly seeds: Seeds;
  /** How many words before it a word is predicted from. Default 6. */
  readonly context?: number;
  /** How many words the text is moved on by from one prediction to the next. Default 3. */
  readonly stride?: number;
  /** How many hidden units. Default 128. */
  readonly hidden?: number;
  /** How many predictions each step sees. Default 32. */
  readonly batchSize?: number;
  /** How often the text is read. Default 16. */
  readonly epochs?: number;
  /** Default AdamW with learning rate 0.001 and weight decay 0.01. */
  readonly optimizer?: Optimizer;
  /** Standard deviation of all matrices at the start. Default xavier. */
  readonly startScale?: StartScale;
  /** The law that they are drawn from. Default gaussian. */
  readonly startLaw?: StartLaw;
  /** Stops the training between two steps: the promise rejects with the signal's reason, and nothing is kept. */
  readonly signal?: AbortSignal;
  /** Called after every step. */
  readonly onStep?: (step: number, steps: number, loss: number) => void;
}

export interface NnlmRun extends TrainedRun {
  /** The rows of the output matrix: V vectors with as many numbers as there are hidden units. */
  readonly contexts: Embedding;
  /** How many predictions the text has in one epoch, those that do not fill a batch included. */
  readonly samples: number;
  readonly stepsPerEpoch: number;
}

/**
 * The settings of the exercise that this course is built on (M. X. Cohen, LLM course, "How stable are embeddings?"),
 * which trains ten such models on The Time Machine. They are also the defaults of {@link trainNnlm}.
 */
export const originalExercise = {
  dimension: 100,
  context: 6,
  stride: 3,
  hidden: 128,
  batchSize: 32,
  epochs: 16,
  optimizer: { name: "adamw", learningRate: 1e-3, weightDecay: 0.01 },
  startScale: "xavier",
  startLaw: "gaussian",
} as const satisfies Partial<NnlmOptions>;

/** Every option with its default: undefined if there is none. */
export const nnlmDefaults = {
  ...originalExercise,
  seeds: undefined,
  signal: undefined,
  onStep: undefined,
} as const satisfies Record<keyof NnlmOptions, unknown>;

/**
 * Trains the neural probabilistic language model: the embeddings of the words before, beside each other, go through
 * one hidden layer to a softmax over the next word, softmax(relu(x·H + a)·Uᵀ + b). (Bengio et al. 2003, equation 1,
 * without the direct connections, and with ReLU for tanh, as in {@link originalExercise}, whose settings are the defaults.)
 *
 * The documents are read as one text, one after the other. Words outside the vocabulary are left out of the text, as
 * for all models here. What does not fill a batch at the end of an epoch is left out of that epoch. The loss history
 * holds the mean loss of each batch before its step, in nats per predicted word.
 *
 * The stream `init` draws the start, the words first. The biases start between −1/√n and 1/√n, n being what each unit
 * sums over (the default of PyTorch, which the exercise uses). The stream `order` draws the batches. Single precision; the
 * same seeds, options and backend give the same vectors.
 *
 * @throws RangeError if an option makes no sense or is unknown, the text is too short for a batch, or the training diverges
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: Array(40).fill(tokenize("rain rain go away come again another day")) };
 * const text = trainingText(corpus, buildVocabulary(corpus));
 * const run = await trainNnlm(text, { ...originalExercise, dimension: 8, seeds: seedStreams(1) });
 * [run.words.words.length, run.words.dimension, run.contexts.dimension]; // → [7, 8, 128]
 * [run.samples, run.stepsPerEpoch, run.lossHistory.length]; // → [105, 3, 48]
 * run.lossHistory.at(-1) < run.lossHistory[0]; // → true
 * ```
 */
export async function trainNnlm(text: TrainingText, options: NnlmOptions): Promise<NnlmRun> {
  const settings = withDefaults(options);
  const { context, stride, batchSize, epochs, seeds, optimizer } = settings;
  const vocabulary = text.vocabulary.words;
  const stream = tokenStream(text);
  const samples = Math.max(0, Math.ceil((stream.length - context) / stride));
  const places = Array.from({ length: samples }, (_, k) => k * stride);
  const stepsPerEpoch = Math.floor(samples / batchSize);
  const steps = epochs * stepsPerEpoch;

  const { tf, description } = await loadTensorFlow();
  const began = performance.now();
  const start = startParameters(vocabulary.length, settings);
  const { lossHistory, parameters } = await trainInBatches(tf, {
    start: [start.words, start.output, start.hidden, start.hiddenBias, start.outputBias],
    loss: ([words, output, hidden, hiddenBias, outputBias], batch) => {
      const before = new Int32Array(batchSize * context);
      for (const [k, place] of batch.entries())
        before.set(stream.subarray(place, place + context), k * context);
      const next = batch.map((place) => stream[place + context]!);
      const [ids, targets] = [before, next].map((list) => tf.tensor1d(list, "int32"));
      const inside = { words: words!, hidden: hidden!, hiddenBias: hiddenBias!, output: output! };
      return nnlmLoss(tf, { ...inside, outputBias: outputBias! }, ids!, targets!);
    },
    batches: batches(places, batchSize, randomStream(seeds, "order")),
    steps,
    optimizer,
    signal: settings.signal,
    onStep: (step, loss) => settings.onStep?.(step, steps, loss),
  });

  const { seeds: _, optimizer: __, signal, onStep, ...numbers } = settings;
  const embedding = (dimension: number, vectors: Float32Array): Embedding => ({
    words: vocabulary,
    dimension,
    vectors,
    provenance: {
      model: "neural probabilistic language model",
      backend: description,
      seeds,
      options: { ...numbers, ...optimizerSettings(optimizer) },
    },
  });
  return {
    words: embedding(settings.dimension, parameters[0]!),
    contexts: embedding(settings.hidden, parameters[1]!),
    lossHistory,
    samples,
    stepsPerEpoch,
    seconds: (performance.now() - began) / 1000,
  };
}

function withDefaults(options: NnlmOptions) {
  requireKnown("train the neural language model", "option", options, Object.keys(nnlmDefaults));
  const settings = { ...nnlmDefaults, ...options };
  requireWhole("dimensions", settings.dimension, 1);
  requireWhole("words before each", settings.context, 1);
  requireWhole("words as the stride", settings.stride, 1);
  requireWhole("hidden units", settings.hidden, 1);
  requireWhole("predictions in a batch", settings.batchSize, 1);
  requireWhole("epochs", settings.epochs, 1);
  requireOptimizer(settings.optimizer);
  return settings;
}

function startParameters(
  size: number,
  { dimension, context, hidden, seeds, startScale, startLaw }: ReturnType<typeof withDefaults>,
): NnlmParameters<Matrix> {
  const random = randomStream(seeds, "init");
  const matrix = (rows: number, columns: number) => startMatrix(rows, columns, startScale, startLaw, random);
  const bias = (units: number, inputs: number) =>
    startMatrix(1, units, 1 / Math.sqrt(3 * inputs), "uniform", random);
  return {
    words: matrix(size, dimension),
    hidden: matrix(context * dimension, hidden),
    hiddenBias: bias(hidden, context * dimension),
    output: matrix(size, hidden),
    outputBias: bias(size, hidden),
  };
}

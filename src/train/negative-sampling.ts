import type { Embedding } from "../embedding/embedding";
import { requireKnown } from "../options/require-known";
import { randomStream, type Seeds, shuffle } from "../random";
import { type Engine, startEngine } from "./engine";
import { noiseTable } from "./noise-table";
import { type StartLaw, type StartScale, startMatrix } from "./start-matrix";
import { streamKey } from "./stream-key";
import type { TrainedRun } from "./trained-run";
import type { TrainingText } from "./training-text";

export interface NegativeSamplingOptions {
  readonly dimension: number;
  readonly seeds: Seeds;
  /** A word's neighbours stand up to this many places away; how many is drawn anew for each word, from 1 on. Default 5. */
  readonly window?: number;
  /** Noise words for each word of the text. Default 5. */
  readonly negatives?: number;
  /** Occurrences of words that make up more than this share of the text are left out at random; 0 keeps all. Default 1e-3. */
  readonly subsampling?: number;
  /** How often the text is read. Default 5. */
  readonly epochs?: number;
  /** It falls linearly from `learningRate` (default 0.025) to `minLearningRate` (default 1e-4) as the text is read. */
  readonly learningRate?: number;
  readonly minLearningRate?: number;
  /** A noise word is drawn with a chance proportional to its count to this power. Default 0.75. */
  readonly noiseExponent?: number;
  /**
   * The standard deviation of the numbers that the word vectors start from; the context vectors start at zero. Default
   * 0.5 / (√3 · dimension): with the uniform law, numbers between ±0.5 / dimension, as in word2vec.
   */
  readonly startScale?: StartScale;
  /** Default uniform. */
  readonly startLaw?: StartLaw;
  /** Called after every epoch with its mean loss. */
  readonly onEpoch?: (epoch: number, epochs: number, loss: number) => void;
}

/** Every option with its default: undefined if there is none, or if another option decides it. */
export const negativeSamplingDefaults = {
  dimension: undefined,
  seeds: undefined,
  window: 5,
  negatives: 5,
  subsampling: 1e-3,
  epochs: 5,
  learningRate: 0.025,
  minLearningRate: 1e-4,
  noiseExponent: 0.75,
  startScale: undefined,
  startLaw: "uniform",
  onEpoch: undefined,
} as const satisfies Record<keyof NegativeSamplingOptions, unknown>;

/**
 * Trains skip-gram with negative sampling: for each word c of the text, drawn noise words n and each neighbour w of c,
 * it follows the gradient of −log σ(v_w·u_c) − Σ_n log σ(−v_w·u_n), one step for each neighbour after the other. The
 * neighbours of a word share its noise words; a noise word that is c itself is left out. The loss history holds the mean
 * of this loss over the pairs of each epoch, in nats.
 *
 * The documents are read in another order in each epoch, and windows do not reach over their ends. Word counts are
 * those of the text given. The same text, options and seeds give bitwise the same vectors on every machine, in single
 * precision. The stream `init` draws the start, `order` the order of the documents and the widths of the windows,
 * `negatives` the noise words, `subsampling` what is left out; each is the same whatever the seeds of the others.
 *
 * Source: T. Mikolov et al., Distributed representations of words and phrases and their compositionality (2013),
 * equation 4, with the defaults of the word2vec program; shared noise words as in S. Ji et al., Parallelizing word2vec
 * in shared and distributed memory (2016).
 *
 * @throws RangeError if an option makes no sense or is unknown, the text has no two neighbours, or the training diverges
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain rain go away come again another day")] };
 * const text = trainingText(corpus, buildVocabulary(corpus, { minCount: 1 }));
 * const run = trainNegativeSampling(text, { dimension: 4, seeds: seedStreams(1), subsampling: 0, epochs: 3 });
 * [run.words.words.length, run.words.vectors.length]; // → [7, 28]
 * run.lossHistory.length; // → 3
 * ```
 */
export function trainNegativeSampling(text: TrainingText, options: NegativeSamplingOptions): TrainedRun {
  const began = performance.now();
  const settings = withDefaults(options);
  const { dimension, seeds, epochs } = settings;
  requireText(text);
  const engine = startEngine();
  const run = layOut(engine, text, settings);

  const shuffleOrder = randomStream(seeds, "order");
  // The windows' key comes first in this stream.
  streamKey(shuffleOrder);
  const places = [...text.documents.keys()];
  const lossHistory: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    new Int32Array(engine.buffer, run.order, places.length).set(shuffle(places, shuffleOrder));
    const pairs = engine.pass(run.order, epoch, epochs, settings.learningRate, settings.minLearningRate);
    if (pairs === 0) throw noPairs(settings);
    const loss = engine.lossSum() / pairs;
    if (!Number.isFinite(loss) || !run.areFinite()) {
      throw new RangeError(
        `Training diverged in epoch ${epoch + 1}: the loss is ${loss}. Use a smaller learning rate than ${settings.learningRate}`,
      );
    }
    lossHistory.push(loss);
    options.onEpoch?.(epoch + 1, epochs, loss);
  }

  const { seeds: _, ...numbers } = settings;
  const words: Embedding = {
    words: text.vocabulary.words,
    dimension,
    vectors: run.words(),
    provenance: {
      model: "skip-gram, negative sampling",
      backend: "WebAssembly",
      seeds,
      options: numbers,
    },
  };
  const contexts = { ...words, vectors: run.contexts() };
  return { words, contexts, lossHistory, seconds: (performance.now() - began) / 1000 };
}

type Settings = Required<Omit<NegativeSamplingOptions, "onEpoch">>;

function withDefaults(options: NegativeSamplingOptions): Settings {
  requireKnown("train with negative sampling", "option", options, Object.keys(negativeSamplingDefaults));
  const { onEpoch, ...settings } = {
    ...negativeSamplingDefaults,
    startScale: 0.5 / (Math.sqrt(3) * options.dimension),
    ...options,
  };
  requireWhole("dimensions", settings.dimension, 1);
  requireWhole("words on each side as the window", settings.window, 1);
  requireWhole("noise words", settings.negatives, 0);
  requireWhole("epochs", settings.epochs, 1);
  const { subsampling, learningRate, minLearningRate, noiseExponent } = settings;
  if (!(subsampling >= 0)) {
    throw new RangeError(
      `Cannot train with the subsampling threshold ${subsampling}: a share of the text is needed, such as 1e-3, or 0 for none`,
    );
  }
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new RangeError(`Cannot train with the learning rate ${learningRate}: a positive number is needed`);
  }
  if (!(minLearningRate >= 0 && minLearningRate <= learningRate)) {
    throw new RangeError(
      `Cannot let the learning rate fall from ${learningRate} to ${minLearningRate}: a number from 0 to ${learningRate} is needed`,
    );
  }
  if (!Number.isFinite(noiseExponent)) {
    throw new RangeError(`Cannot draw noise words with the exponent ${noiseExponent}: a number is needed`);
  }
  return settings;
}

function requireWhole(what: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least && value < 2 ** 30)) {
    throw new RangeError(`Cannot train with ${value} ${what}: a whole number from ${least} on is needed`);
  }
}

function requireText({ vocabulary, documents }: TrainingText): void {
  const size = vocabulary.words.length;
  const tokens = documents.reduce((sum, document) => sum + document.length, 0);
  if (size === 0 || tokens === 0) {
    throw new RangeError(
      `Cannot train on ${tokens} running words with a vocabulary of ${size} words: the text is empty. ` +
        "Take more text, or lower minCount",
    );
  }
  if (tokens >= 2 ** 30) {
    throw new RangeError(
      `Cannot train on ${tokens} running words: fewer than ${2 ** 30} fit. Take a part of the text`,
    );
  }
  for (const [k, document] of documents.entries()) {
    const stranger = document.find((id) => !(id >= 0 && id < size));
    if (stranger !== undefined) {
      throw new RangeError(
        `Cannot train on document ${k}: it holds the id ${stranger}, and the vocabulary has ${size} words. ` +
          "Encode the text with the same vocabulary",
      );
    }
  }
}

function noPairs({ subsampling }: Settings): RangeError {
  return new RangeError(
    "Cannot train: no two words of the text stand beside each other, in no document" +
      (subsampling > 0 ? `, after subsampling with threshold ${subsampling}` : "") +
      ". Take longer documents, or subsample less",
  );
}

interface Layout {
  /** The address of the documents' order. */
  readonly order: number;
  areFinite(): boolean;
  words(): Float32Array;
  contexts(): Float32Array;
}

function layOut(engine: Engine, { vocabulary, documents }: TrainingText, settings: Settings): Layout {
  const { dimension, seeds, window, negatives, subsampling, noiseExponent, startScale, startLaw } = settings;
  const size = vocabulary.words.length;
  const stride = Math.ceil(dimension / 4) * 4;
  const length = documents.reduce((sum, document) => sum + document.length, 0);
  const longest = documents.reduce((most, document) => Math.max(most, document.length), 0);

  const tokens = engine.reserve(4 * length);
  const offsets = engine.reserve(4 * (documents.length + 1));
  const order = engine.reserve(4 * documents.length);
  const keep = engine.reserve(4 * size);
  const thresholds = engine.reserve(4 * size);
  const aliases = engine.reserve(4 * size);
  const words = engine.reserve(4 * size * stride);
  const contexts = engine.reserve(4 * size * stride);
  const free = engine.reserve(0);
  const used = engine.prepare(
    ...[tokens, offsets, documents.length, longest, keep, thresholds, aliases, size],
    ...[words, contexts, 4 * stride, window, negatives],
    ...(["order", "negatives", "subsampling"] as const).map((name) => streamKey(randomStream(seeds, name))),
    free,
  );
  engine.reserve(used - free);
  const { buffer } = engine;

  const text = new Int32Array(buffer, tokens, length);
  const ends = new Int32Array(buffer, offsets, documents.length + 1);
  const counts = new Int32Array(size);
  let end = 0;
  for (const [k, document] of documents.entries()) {
    text.set(document, end);
    end += document.length;
    ends[k + 1] = end;
    for (let i = 0; i < document.length; i++) counts[document[i]!]! += 1;
  }

  new Uint32Array(buffer, keep, size).set(
    Array.from(counts, (count) => keepThreshold(count / length, subsampling)),
  );
  const table = noiseTable(
    Array.from(counts, (count) => (count > 0 ? engine.power(count, noiseExponent) : 0)),
  );
  new Uint32Array(buffer, thresholds, size).set(table.thresholds);
  new Int32Array(buffer, aliases, size).set(table.aliases);

  const begin = startMatrix(size, dimension, startScale, startLaw, randomStream(seeds, "init"));
  const rows = new Float32Array(buffer, words, size * stride);
  for (let w = 0; w < size; w++) rows.set(begin.getRow(w), w * stride);

  const padded = (address: number) => new Float32Array(engine.buffer, address, size * stride);
  const copy = (address: number) => {
    const rows = padded(address);
    const vectors = new Float32Array(size * dimension);
    for (let w = 0; w < size; w++) {
      vectors.set(rows.subarray(w * stride, w * stride + dimension), w * dimension);
    }
    return vectors;
  };
  const areFinite = () => [words, contexts].every((address) => allFinite(padded(address)));
  return { order, areFinite, words: () => copy(words), contexts: () => copy(contexts) };
}

/** A loop, because every() takes ten times as long for millions of numbers. */
function allFinite(numbers: Float32Array): boolean {
  for (let i = 0; i < numbers.length; i++) {
    if (!Number.isFinite(numbers[i]!)) return false;
  }
  return true;
}

/** The chance to keep an occurrence of a word with this share of the text, times 2³²; the largest number means always. */
function keepThreshold(share: number, subsampling: number): number {
  if (subsampling === 0 || share === 0) return 2 ** 32 - 1;
  const ratio = subsampling / share;
  return Math.min(2 ** 32 - 1, Math.floor((Math.sqrt(ratio) + ratio) * 2 ** 32));
}

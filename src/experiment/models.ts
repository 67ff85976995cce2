import { countEncoded } from "../corpus";
import type { Seeds, StreamName } from "../random";
import {
  type GloveOptions,
  type NegativeSamplingOptions,
  type NnlmOptions,
  type PpmiSvdOptions,
  type SkipGramOptions,
  type TrainedRun,
  type TrainingText,
  type TransformerOptions,
  trainGlove,
  trainNegativeSampling,
  trainNnlm,
  trainPpmiSvd,
  trainSkipGram,
  trainTransformer,
} from "../train";
import { gloveDefaults } from "../train/glove";
import { negativeSamplingDefaults } from "../train/negative-sampling";
import { nnlmDefaults } from "../train/nnlm";
import { ppmiSvdDefaults } from "../train/ppmi-svd";
import { skipGramDefaults } from "../train/skip-gram";
import { transformerDefaults } from "../train/transformer";

/** A model that a grid can train. */
export interface Model<Options> {
  /** Stored runs are found by it: raise it whenever the same text, options and seeds give other numbers than before. */
  readonly version: number;
  /** The streams of random numbers that matter. Runs that differ in no other way are one run. */
  readonly streams: readonly StreamName[];
  /** The names of its options, without those that the grid sets. */
  readonly optionNames: readonly string[];
  /** Whether the option `epochs` says how often the text is read. */
  readonly readsInEpochs: boolean;
  /** About how many seconds a run takes, so that the longest can begin first. */
  readonly seconds: (size: RunSize, options: Options) => number;
  readonly train: (
    text: TrainingText,
    options: Options & { readonly dimension: number; readonly seeds: Seeds },
  ) => TrainedRun | Promise<TrainedRun>;
}

/** What makes a run take long. */
export interface RunSize {
  readonly runningWords: number;
  readonly vocabulary: number;
  readonly dimension: number;
}

/** What the grid sets, and what is no plain value. */
const given = ["dimension", "seeds", "signal", "onStep", "onEpoch"] as const;
type Given = (typeof given)[number];

function namesOf(defaults: object, without: readonly string[] = given): string[] {
  return Object.keys(defaults).filter((name) => !without.includes(name));
}

export interface FullSoftmaxOptions extends Omit<SkipGramOptions, Given | "start" | "snapshotsAt"> {
  /** How many words to either side count as near. Default 5. */
  readonly window?: number;
}

const fullSoftmax: Model<FullSoftmaxOptions> = {
  version: 2,
  streams: ["init"],
  optionNames: ["window", ...namesOf(skipGramDefaults, [...given, "start", "snapshotsAt"])],
  readsInEpochs: false,
  seconds: ({ vocabulary, dimension }, { maxSteps = 1000 }) =>
    maxSteps * (0.004 + vocabulary ** 2 * (2e-8 + 1.5e-10 * dimension)),
  train: async (text, { window = 5, ...options }) => {
    const { words, contexts, lossHistory, seconds } = await trainSkipGram(
      countEncoded(text, { window }),
      options,
    );
    return { words, ...(contexts === words ? {} : { contexts }), lossHistory, seconds };
  },
};

const negativeSampling: Model<Omit<NegativeSamplingOptions, Given>> = {
  version: 3,
  streams: ["init", "order", "negatives", "subsampling"],
  optionNames: namesOf(negativeSamplingDefaults),
  readsInEpochs: true,
  seconds: ({ runningWords, dimension }, { epochs = 5 }) =>
    epochs * runningWords * (5.5e-7 + 9e-9 * dimension),
  train: trainNegativeSampling,
};

const glove: Model<Omit<GloveOptions, Given>> = {
  version: 1,
  streams: ["init", "order"],
  optionNames: namesOf(gloveDefaults),
  readsInEpochs: false,
  seconds: ({ runningWords, dimension }, { epochs = 25, window = 10 }) =>
    epochs * runningWords * window * (6e-8 + 1e-9 * dimension),
  train: trainGlove,
};

const ppmiSvd: Model<Omit<PpmiSvdOptions, Given>> = {
  version: 1,
  streams: [],
  optionNames: namesOf(ppmiSvdDefaults),
  readsInEpochs: false,
  seconds: ({ runningWords, vocabulary, dimension }, { window = 5 }) =>
    runningWords * window * 1e-7 + vocabulary * dimension * (vocabulary + dimension) * 1e-8,
  train: trainPpmiSvd,
};

const nnlm: Model<Omit<NnlmOptions, Given>> = {
  version: 1,
  streams: ["init", "order"],
  optionNames: namesOf(nnlmDefaults),
  readsInEpochs: true,
  seconds: (
    { runningWords, vocabulary, dimension },
    { epochs = 16, stride = 3, batchSize = 32, hidden = 128 },
  ) => ((epochs * runningWords) / (stride * batchSize)) * (0.002 + 2e-8 * vocabulary * (dimension + hidden)),
  train: trainNnlm,
};

const transformer: Model<Omit<TransformerOptions, Given>> = {
  version: 1,
  streams: ["init", "order"],
  optionNames: namesOf(transformerDefaults),
  readsInEpochs: false,
  seconds: ({ vocabulary, dimension }, { depth = 2, steps = 1000, blockLength = 16, batchSize = 16 }) => {
    const multiplications = blockLength * batchSize * dimension * (3 * vocabulary + 36 * depth * dimension);
    return steps * (0.001 * (1 + depth) + 1.2e-10 * multiplications);
  },
  train: trainTransformer,
};

/** Every model that a grid can name. */
export const models = {
  "full-softmax": fullSoftmax,
  "negative-sampling": negativeSampling,
  glove,
  "ppmi-svd": ppmiSvd,
  nnlm,
  transformer,
};

export type ModelName = keyof typeof models;

/** A model with its options, without those that the grid sets: dimension and seeds. */
export type ModelSetting = {
  readonly [Name in ModelName]: {
    readonly model: Name;
    /** How the table of results calls it. Default: the name of the model. */
    readonly label?: string;
    readonly options?: (typeof models)[Name] extends Model<infer Options> ? Options : never;
    /**
     * Sets `epochs` so that about as many running words are read as this, however long the text is (never fewer than
     * one epoch): the number of updates is held, where `epochs` holds the number of passes.
     */
    readonly wordsRead?: number;
  };
}[ModelName];

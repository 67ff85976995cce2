import type { Corpus, VocabularyOptions } from "../corpus";
import type { Seeds } from "../random";
import type { ModelSetting } from "./models";
import type { PairMetricName } from "./pair-metrics";
import type { RunMetricName } from "./run-metrics";

/**
 * An experiment as a plain object: one run for each model × dimension × size of the text × resample × seed. Whatever
 * is not an axis is the same in all runs.
 */
export interface Grid {
  /** What the experiment is called: the files of its results begin with it. */
  readonly name: string;
  /** A corpus, or what {@link loadCorpus} takes. */
  readonly corpus: string | URL | Corpus;
  /**
   * The words that all runs are trained on and compared by: those of the smallest of the `documents`, before it is
   * resampled. They have the same rows in all runs, so that one seed starts a word at the same place in every text.
   */
  readonly vocabulary?: VocabularyOptions;
  /** Train on all other words with at least `minCount` occurrences in a run's own text too. Default false. */
  readonly growingVocabulary?: boolean;
  readonly models: readonly ModelSetting[];
  readonly dimensions: readonly number[];
  /**
   * Sizes of the text, in documents. They are drawn at random, and each smaller text is part of each larger one.
   * Default: all documents.
   */
  readonly documents?: readonly number[];
  /** One set of seeds per run, for example from {@link runSeeds}; to vary one stream alone, `{ ...seeds, init: 8 }`. */
  readonly seeds: readonly Seeds[];
  /** Which bootstrap resamples of each text: 0 is the text itself, 1 the first resample, 2 the second, … Default [0]. */
  readonly resamples?: readonly number[];
  /**
   * Every run reads a resample of its own, drawn with its stream `bootstrap`: then `{ ...seeds, bootstrap: 8 }` varies the
   * text alone. In the tables these resamples count from 1 on. Not together with `resamples`. Default false.
   */
  readonly ownTexts?: boolean;
  /** The seed of the nested texts and of their resamples. */
  readonly textSeed: number;
  /** What is measured in every run. Default nothing. */
  readonly runMetrics?: readonly RunMetricName[];
  /** What is measured between every two runs that only differ as `pairs` says. Default nothing. */
  readonly pairMetrics?: readonly PairMetricName[];
  /**
   * Of which of these is also told what chance gives: `linearCKA` then has a second column, `linearCKAFloor`, with the
   * words of one run shuffled. Default none.
   */
  readonly floors?: readonly PairMetricName[];
  /** Which pairs are measured. Default seed and resample. */
  readonly pairs?: readonly PairKind[];
}

/** How two runs differ: they have another seed, another resample of the text, or both. Nothing else differs. */
export type PairKind = "seed" | "resample" | "both";

/** Which run of a grid it is. */
export interface RunPlace {
  readonly model: string;
  readonly dimension: number;
  /** The size of the text. */
  readonly documents: number;
  readonly runningWords: number;
  /** How many words were trained. */
  readonly vocabulary: number;
  /** The place in the grid's list of seeds, from 0 on. */
  readonly seed: number;
  /** 0 for the text itself. */
  readonly resample: number;
}

/** One run in the table of results. Its metrics follow as columns of their own. */
export interface RunRow extends RunPlace {
  /** The last of the loss history. */
  readonly loss: number;
  readonly [metric: string]: number | string;
}

/** Which pair of runs of a grid it is. */
export interface PairPlace {
  readonly model: string;
  readonly dimension: number;
  readonly documents: number;
  readonly differ: PairKind;
  readonly firstSeed: number;
  readonly firstResample: number;
  readonly secondSeed: number;
  readonly secondResample: number;
}

/** Two runs in the table of results. Their metrics follow as columns of their own. */
export interface PairRow extends PairPlace {
  readonly [metric: string]: number | string;
}

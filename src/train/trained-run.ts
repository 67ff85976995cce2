import type { Embedding } from "../embedding/embedding";

/** What every model gives: the vectors of one run, and how the loss fell. */
export interface TrainedRun {
  readonly words: Embedding;
  /** The vectors of the words as neighbours, for a model that has them. */
  readonly contexts?: Embedding;
  /** The loss as the training went on; each model says in which units. */
  readonly lossHistory: readonly number[];
  readonly seconds: number;
}

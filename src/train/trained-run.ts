import type { Embedding } from "../embedding/embedding";

/** What every model gives: the vectors of one run, and how the loss fell. */
export interface TrainedRun {
  readonly words: Embedding;
  /** The vectors of the words as neighbours, for a model that has them. */
  readonly contexts?: Embedding;
  /** The loss as the training went on; each model says in which units. */
  readonly lossHistory: readonly number[];
  readonly seconds: number;
  /** The vectors on the way, for a model that was asked to keep them. In the order of the steps. */
  readonly snapshots?: readonly Snapshot[];
}

/** The vectors as they were after a step. */
export interface Snapshot {
  readonly step: number;
  readonly words: Embedding;
  /** The same embedding as `words` if the model is tied. */
  readonly contexts: Embedding;
}

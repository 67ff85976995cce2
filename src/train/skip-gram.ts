import type { CoOccurrence } from "../corpus";
import type { Embedding } from "../embedding/embedding";
import { requireKnown } from "../options/require-known";
import type { Seeds } from "../random";
import { chooseBackend, loadTensorFlow } from "./backend";
import { engineSoftmaxModel } from "./engine-softmax-model";
import { type Optimizer, optimizerSettings, requireOptimizer } from "./optimizer";
import type { StartLaw, StartScale } from "./start-matrix";
import { type StartVectors, startVectors } from "./start-vectors";
import { tensorSoftmaxModel } from "./tensor-softmax-model";
import type { Snapshot } from "./trained-run";

export interface SkipGramOptions {
  readonly dimension: number;
  /** Only the stream `init` matters: the counts are given, and every step sees all of them. */
  readonly seeds: Seeds;
  /** Words and contexts share one matrix. Default false. */
  readonly tied?: boolean;
  /** Default Adam with learning rate 0.05. */
  readonly optimizer?: Optimizer;
  /** Standard deviation of the start vectors. Default 0.1. */
  readonly startScale?: StartScale;
  /** The law they are drawn from. Default gaussian. */
  readonly startLaw?: StartLaw;
  /** Begin with these vectors instead of drawing them. */
  readonly start?: StartVectors;
  /** Stop when the loss fell by less than this many nats per token over the last `patience` steps. Default 0.0005. */
  readonly tolerance?: number;
  /** Default 50. */
  readonly patience?: number;
  /** Default 1000. */
  readonly maxSteps?: number;
  /** Also keep the vectors after these steps, as `snapshots`. */
  readonly snapshotsAt?: readonly number[];
  /** Stops the training between two steps: the promise rejects with the signal's reason, and nothing is kept. */
  readonly signal?: AbortSignal;
  /** Called after every step. */
  readonly onStep?: (step: number, maxSteps: number, loss: number) => void;
}

/** Every option with its default: undefined if there is none. */
export const skipGramDefaults = {
  dimension: undefined,
  seeds: undefined,
  tied: false,
  optimizer: { name: "adam", learningRate: 0.05 },
  startScale: 0.1,
  startLaw: "gaussian",
  start: undefined,
  tolerance: 5e-4,
  patience: 50,
  maxSteps: 1000,
  snapshotsAt: undefined,
  signal: undefined,
  onStep: undefined,
} as const satisfies Record<keyof SkipGramOptions, unknown>;

export interface SkipGramRun {
  readonly words: Embedding;
  /** The same embedding as `words` if the model is tied. */
  readonly contexts: Embedding;
  /** Nats per predicted token, before each step. */
  readonly lossHistory: readonly number[];
  readonly stopped: "converged" | "step limit";
  /** In the order of the steps; a step after the end of the training has none. */
  readonly snapshots: readonly Snapshot[];
  readonly seconds: number;
}

/**
 * Trains skip-gram with the full softmax on co-occurrence counts:
 * minimises L = −(1/N) Σ_{w,c} n_wc · log(exp(v_w·u_c) / Σ_c' exp(v_w·u_c')), in nats per predicted token, with the
 * full gradient in every step (Mikolov et al. 2013, equations 1 and 2). Single precision, on the backend that
 * {@link chooseBackend} names. The same seeds, options and backend give the same vectors.
 *
 * It stops when the loss fell by less than `tolerance` over the last `patience` steps, or after `maxSteps`.
 *
 * @throws RangeError if an option makes no sense or is unknown, or the training diverges
 * @example
 * ```ts
 * const counts = { vocabulary: { words: ["a", "b"] }, counts: Float64Array.of(0, 2, 2, 0), total: 4 };
 * const run = await trainSkipGram(counts, { dimension: 2, seeds: seedStreams(1) });
 * run.stopped; // → "converged"
 * run.lossHistory.at(-1) < 0.01; // → true
 * [run.words.words.length, run.words.dimension]; // → [2, 2]
 * ```
 */
export async function trainSkipGram(
  coOccurrence: Pick<CoOccurrence, "counts" | "total"> & {
    readonly vocabulary: { readonly words: readonly string[] };
  },
  options: SkipGramOptions,
): Promise<SkipGramRun> {
  requireKnown("train skip-gram", "option", options, Object.keys(skipGramDefaults));
  const {
    dimension,
    seeds,
    tied = skipGramDefaults.tied,
    optimizer = skipGramDefaults.optimizer,
    startScale = skipGramDefaults.startScale,
    startLaw = skipGramDefaults.startLaw,
    tolerance = skipGramDefaults.tolerance,
    patience = skipGramDefaults.patience,
    maxSteps = skipGramDefaults.maxSteps,
  } = options;
  requireOptimizer(optimizer);
  if (!(Number.isInteger(maxSteps) && maxSteps > 0))
    throw new RangeError(`Cannot train for ${maxSteps} steps: a positive integer is needed`);
  if (!(Number.isInteger(patience) && patience > 0))
    throw new RangeError(`Cannot watch the loss over ${patience} steps: a positive integer is needed`);
  if (Number.isNaN(tolerance)) throw new RangeError("Cannot stop at the tolerance NaN: a number is needed");
  const vocabulary = coOccurrence.vocabulary.words;
  if (coOccurrence.counts.length !== vocabulary.length ** 2) {
    throw new RangeError(
      `Cannot train ${vocabulary.length} words on ${coOccurrence.counts.length} counts: one count per pair is needed`,
    );
  }
  const start =
    options.start ?? startVectors(vocabulary.length, dimension, startScale, tied, seeds, startLaw);
  requireStart(start, vocabulary.length, dimension, tied);

  const { name, description } = await chooseBackend();
  const tf = name === "engine" ? undefined : (await loadTensorFlow()).tf;
  const began = performance.now();
  const model = tf
    ? tensorSoftmaxModel(tf, coOccurrence, start, optimizer)
    : engineSoftmaxModel(coOccurrence, start, optimizer);
  try {
    const provenance = {
      model: tied ? "skip-gram, full softmax, tied" : "skip-gram, full softmax",
      backend: description,
      seeds,
      options: {
        dimension,
        tied,
        ...optimizerSettings(optimizer),
        ...(options.start ? { start: "given" } : { startScale, startLaw }),
        tolerance,
        patience,
        maxSteps,
      },
    };
    const embeddings = () => {
      const words: Embedding = { words: vocabulary, dimension, vectors: model.words(), provenance };
      return { words, contexts: tied ? words : { ...words, vectors: model.contexts() } };
    };
    const snapshots: Snapshot[] = [];
    const lossHistory: number[] = [];
    let stopped: SkipGramRun["stopped"] = "step limit";
    let rested = performance.now();
    for (let step = 1; step <= maxSteps; step++) {
      const loss = model.step(step);
      if (!Number.isFinite(loss)) {
        throw new RangeError(
          `Training diverged at step ${step}: the loss is ${loss}. Use a smaller learning rate than ${optimizer.learningRate}`,
        );
      }
      lossHistory.push(loss);
      if (options.snapshotsAt?.includes(step)) snapshots.push({ step, ...embeddings() });
      options.onStep?.(step, maxSteps, loss);
      if (step > patience && lossHistory[step - 1 - patience]! - loss < tolerance) {
        stopped = "converged";
        break;
      }
      if (performance.now() - rested > 40) {
        await new Promise((resolve) => setImmediate(resolve));
        options.signal?.throwIfAborted();
        rested = performance.now();
      }
    }
    options.signal?.throwIfAborted();
    return { ...embeddings(), lossHistory, stopped, snapshots, seconds: (performance.now() - began) / 1000 };
  } finally {
    model.dispose();
  }
}

function requireStart(start: StartVectors, words: number, dimension: number, tied: boolean): void {
  for (const matrix of [start.words, ...(start.contexts ? [start.contexts] : [])]) {
    if (matrix.rows !== words || matrix.columns !== dimension) {
      throw new RangeError(
        `Cannot start ${words} words × ${dimension} dimensions from a matrix of ${matrix.rows} × ${matrix.columns}`,
      );
    }
  }
  if (tied !== (start.contexts === undefined)) {
    throw new RangeError(
      tied
        ? "Cannot start a tied model from two matrices: leave out the contexts"
        : "Cannot start an untied model from the word matrix alone: give the contexts too, or set tied: true",
    );
  }
}

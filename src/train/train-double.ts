import { Matrix } from "ml-matrix";
import type { CoOccurrence } from "../corpus";
import { type Optimizer, requireOptimizer } from "./optimizer";
import { type Arithmetic, memoriesOf, optimizerStep } from "./optimizer-step";
import { softmaxGradient } from "./softmax-loss";
import type { StartVectors } from "./start-vectors";

/** A run in double precision: the vectors after every step, and the loss before each. */
export interface DoubleRun {
  readonly words: Matrix;
  /** The same matrix as `words` if the model is tied. */
  readonly contexts: Matrix;
  readonly lossHistory: readonly number[];
  /** The word matrix at the start and after every step. */
  readonly path: readonly Matrix[];
}

/**
 * Trains the skip-gram model with the full softmax in double precision, in plain loops, for a fixed number of steps.
 * It is the slow, exact twin of {@link trainSkipGram}: for small vocabularies, and for statements that hold to the
 * last digit. Start without a context matrix for a tied model.
 *
 * @throws RangeError if the optimizer's settings make no sense or the loss stops being a number
 * @example
 * ```ts
 * const counts = { vocabulary: { words: ["a", "b"] }, counts: Float64Array.of(0, 2, 2, 0), total: 4 };
 * const run = trainDouble(counts, startVectors(2, 2, 0.1, false, seedStreams(1)), { name: "sgd", learningRate: 1 }, 50);
 * run.lossHistory.length; // → 50
 * run.lossHistory.at(-1) < 0.2; // → true
 * ```
 */
export function trainDouble(
  coOccurrence: Pick<CoOccurrence, "counts" | "total">,
  start: StartVectors,
  optimizer: Optimizer,
  steps: number,
): DoubleRun {
  requireOptimizer(optimizer);
  const tied = start.contexts === undefined;
  let words = start.words.clone();
  let contexts = start.contexts?.clone() ?? words;
  const moveWords = follower(optimizer);
  const moveContexts = follower(optimizer);
  const lossHistory: number[] = [];
  const path = [words];
  for (let step = 1; step <= steps; step++) {
    const gradient = softmaxGradient(coOccurrence, words, contexts);
    if (!Number.isFinite(gradient.loss)) {
      throw new RangeError(
        `Training diverged at step ${step}: the loss is ${gradient.loss}. Use a smaller learning rate than ${optimizer.learningRate}`,
      );
    }
    lossHistory.push(gradient.loss);
    if (tied) {
      words = moveWords(words, Matrix.add(gradient.words, gradient.contexts), step);
      contexts = words;
    } else {
      words = moveWords(words, gradient.words, step);
      contexts = moveContexts(contexts, gradient.contexts, step);
    }
    path.push(words);
  }
  return { words, contexts, lossHistory, path };
}

function follower(optimizer: Optimizer): (vectors: Matrix, gradient: Matrix, step: number) => Matrix {
  let memory: readonly Matrix[] | undefined;
  return (vectors, gradient, step) => {
    memory ??= Array.from({ length: memoriesOf[optimizer.name] }, () =>
      Matrix.zeros(vectors.rows, vectors.columns),
    );
    const next = optimizerStep(optimizer, arithmetic, vectors, gradient, memory, step);
    memory = next.memory;
    return next.values;
  };
}

const arithmetic: Arithmetic<Matrix> = {
  add: Matrix.add,
  subtract: Matrix.sub,
  divide: Matrix.div,
  times: Matrix.mul,
  square: (a) => Matrix.mul(a, a),
  rootPlus: (a, epsilon) => Matrix.sqrt(a).add(epsilon),
};

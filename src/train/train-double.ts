import { Matrix } from "ml-matrix";
import type { CoOccurrence } from "../corpus";
import { adamDecay, type Optimizer, requireOptimizer } from "./optimizer";
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
  const { learningRate } = optimizer;
  switch (optimizer.name) {
    case "sgd":
      return (vectors, gradient) => Matrix.sub(vectors, Matrix.mul(gradient, learningRate));
    case "momentum": {
      let velocity: Matrix | undefined;
      return (vectors, gradient) => {
        velocity = velocity ? Matrix.add(Matrix.mul(velocity, optimizer.momentum), gradient) : gradient;
        return Matrix.sub(vectors, Matrix.mul(velocity, learningRate));
      };
    }
    case "adam": {
      const { first, second, epsilon } = adamDecay;
      let mean: Matrix | undefined;
      let square: Matrix | undefined;
      return (vectors, gradient, step) => {
        mean = blend(mean, first, gradient);
        square = blend(square, second, Matrix.mul(gradient, gradient));
        const root = Matrix.add(Matrix.sqrt(Matrix.div(square, 1 - second ** step)), epsilon);
        return Matrix.sub(vectors, Matrix.div(Matrix.mul(mean, learningRate / (1 - first ** step)), root));
      };
    }
  }
}

/** decay · old + (1 − decay) · next, where nothing yet counts as zero. */
function blend(old: Matrix | undefined, decay: number, next: Matrix): Matrix {
  const share = Matrix.mul(next, 1 - decay);
  return old ? Matrix.add(share, Matrix.mul(old, decay)) : share;
}

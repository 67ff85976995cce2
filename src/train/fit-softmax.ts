import { Matrix } from "ml-matrix";
import type { CoOccurrence } from "../corpus";
import { lbfgs, type Objective } from "./lbfgs";
import type { StartVectors } from "./start-vectors";

/** The vectors with the smallest loss that could be reached from a start. */
export interface SoftmaxFit {
  /** V×d */
  readonly words: Matrix;
  /** V×d */
  readonly contexts: Matrix;
  /** Nats per predicted token. */
  readonly loss: number;
  readonly steps: number;
  /**
   * "no finite solution" if some prediction runs to 0: the text is too short to hold the vectors, the loss goes on falling
   * while they grow, and where they are now means nothing.
   */
  readonly outcome: "converged" | "no finite solution" | "step limit";
}

export interface FitOptions {
  /** Converged when the gradient, in nats per token, is shorter than this. Default 1e-8. */
  readonly tolerance?: number;
  /** Default 5000. */
  readonly maxSteps?: number;
}

/** Only the chance of a pair that never occurs can run to 0. Once it is e^100 times smaller than another, it will not return. */
const HOPELESS = 100;
const LOOK_EVERY = 10;
/** In the end, a chance e^30 times (10¹³ times) smaller than another is none that a text could tell from 0. */
const LARGEST_GAP = 30;
/** Near a minimum the last step changes no logit by more than 1e-5; where a chance runs to 0, the logits walk on. */
const LARGEST_LAST_STEP = 1e-3;

/**
 * Fits skip-gram with the full softmax to counts as exactly as double precision allows: the maximum of the likelihood,
 * that is, the minimum of {@link softmaxLoss} over both matrices, by {@link lbfgs}. It ends in a local minimum, which may
 * depend on the start. {@link trainSkipGram} takes steps until the loss is flat; this goes on until nothing moves.
 *
 * A text that is too short has no finite solution: a word that never occurs can have any vector, and where the contexts
 * that occur can be separated from the others, the vectors grow for ever (Albert & Anderson 1984 for the logistic model).
 *
 * @param coOccurrence V×V counts (row: word; column: context) and their sum; shares will do as well
 * @param start two matrices, for example {@link startVectors}
 * @throws RangeError if there is no context matrix, or the counts are not for as many words
 * @example
 * ```ts
 * const pairs = { counts: Float64Array.of(10, 20, 30, 40), total: 100 };
 * const fit = fitSoftmax(pairs, startVectors(2, 2, 0.1, false, seedStreams(1)));
 * fit.outcome; // → "converged"
 * softmaxPredictions(fit.words, fit.contexts).to2DArray(); // → [[0.33333, 0.66667], [0.42857, 0.57143]]
 * const never = { counts: Float64Array.of(1, 0, 1, 1), total: 3 };
 * fitSoftmax(never, startVectors(2, 2, 0.1, false, seedStreams(1))).outcome; // → "no finite solution"
 * ```
 */
export function fitSoftmax(
  { counts, total }: Pick<CoOccurrence, "counts" | "total">,
  start: StartVectors,
  options: FitOptions = {},
): SoftmaxFit {
  const { words, contexts } = start;
  if (contexts === undefined) {
    throw new RangeError(
      "Cannot fit a start without a context matrix: give two matrices, words and contexts",
    );
  }
  const { rows: size, columns: dimension } = words;
  if (counts.length !== size * size || contexts.rows !== size || contexts.columns !== dimension) {
    throw new RangeError(
      `Cannot fit ${size} × ${dimension} word and ${contexts.rows} × ${contexts.columns} context vectors ` +
        `to ${counts.length} counts: both matrices need the same shape, and one count per pair of words`,
    );
  }
  let before: Float64Array | undefined;
  const minimum = lbfgs(
    softmaxObjective(counts, total, size, dimension),
    Float64Array.from([...words.to1DArray(), ...contexts.to1DArray()]),
    {
      ...options,
      giveUp: (x, step) => {
        before = x;
        return step % LOOK_EVERY === 0 && largestGap(logitsOf(x, size, dimension), counts, size) > HOPELESS;
      },
    },
  );
  const { x, value, steps, ended } = minimum;
  const logits = logitsOf(x, size, dimension);
  const lastStep = before === undefined ? logits : difference(logits, logitsOf(before, size, dimension));
  const runsOff =
    ended === "gave up" ||
    largestGap(logits, counts, size) > LARGEST_GAP ||
    (ended === "converged" && largestGap(lastStep, counts, size) > LARGEST_LAST_STEP) ||
    wordWithoutContexts(counts, size);
  const matrix = (from: number) =>
    Matrix.from1DArray(size, dimension, x.subarray(from, from + size * dimension));
  return {
    words: matrix(0),
    contexts: matrix(size * dimension),
    loss: value,
    steps,
    outcome: runsOff ? "no finite solution" : ended === "converged" ? "converged" : "step limit",
  };
}

/** The loss of vectors that stand one after the other, all words and then all contexts; the formulas of softmaxGradient. */
function softmaxObjective(
  counts: ArrayLike<number>,
  total: number,
  size: number,
  dimension: number,
): Objective {
  const occurrences = Float64Array.from({ length: size }, (_, w) => {
    let sum = 0;
    for (let c = 0; c < size; c++) sum += counts[w * size + c]!;
    return sum;
  });
  const contextsFrom = size * dimension;
  const logits = new Float64Array(size);
  return (x, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let w = 0; w < size; w++) {
      const word = w * dimension;
      let largest = -Infinity;
      for (let c = 0; c < size; c++) {
        const context = contextsFrom + c * dimension;
        let logit = 0;
        for (let j = 0; j < dimension; j++) logit += x[word + j]! * x[context + j]!;
        logits[c] = logit;
        if (logit > largest) largest = logit;
      }
      let sum = 0;
      let observed = 0;
      for (let c = 0; c < size; c++) {
        const logit = logits[c]! - largest;
        observed += counts[w * size + c]! * logit;
        logits[c] = Math.exp(logit);
        sum += logits[c]!;
      }
      loss += occurrences[w]! * Math.log(sum) - observed;
      const scale = occurrences[w]! / sum;
      for (let c = 0; c < size; c++) {
        const context = contextsFrom + c * dimension;
        const difference = (scale * logits[c]! - counts[w * size + c]!) / total;
        for (let j = 0; j < dimension; j++) {
          gradient[word + j]! += difference * x[context + j]!;
          gradient[context + j]! += difference * x[word + j]!;
        }
      }
    }
    return loss / total;
  };
}

function logitsOf(x: Float64Array, size: number, dimension: number): Float64Array {
  const logits = new Float64Array(size * size);
  for (let w = 0; w < size; w++) {
    for (let c = 0; c < size; c++) {
      let logit = 0;
      for (let j = 0; j < dimension; j++) logit += x[w * dimension + j]! * x[(size + c) * dimension + j]!;
      logits[w * size + c] = logit;
    }
  }
  return logits;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => value - b[k]!);
}

/** How far the logits of pairs that never occur lie below the largest of the same word, at most. */
function largestGap(logits: Float64Array, counts: ArrayLike<number>, size: number): number {
  let largest = 0;
  for (let w = 0; w < size; w++) {
    let lowestUnseen = Infinity;
    let highest = -Infinity;
    for (let c = 0; c < size; c++) {
      const logit = logits[w * size + c]!;
      highest = Math.max(highest, logit);
      if (counts[w * size + c]! === 0) lowestUnseen = Math.min(lowestUnseen, logit);
    }
    largest = Math.max(largest, highest - lowestUnseen);
  }
  return largest;
}

function wordWithoutContexts(counts: ArrayLike<number>, size: number): boolean {
  for (let w = 0; w < size; w++) {
    let seen = false;
    for (let c = 0; c < size; c++) seen ||= counts[w * size + c]! > 0;
    if (!seen) return true;
  }
  return false;
}

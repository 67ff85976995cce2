import type { Matrix } from "ml-matrix";
import type { CoOccurrence } from "../corpus";
import { logPredictions } from "./log-predictions";

/** The loss of the skip-gram model with the full softmax, and its gradient, in double precision. */
export interface SoftmaxGradient {
  /** Nats per predicted token. */
  readonly loss: number;
  /** ∂loss/∂v, V×d. */
  readonly words: Matrix;
  /** ∂loss/∂u, V×d. */
  readonly contexts: Matrix;
}

/**
 * The skip-gram loss with the full softmax, in nats per predicted token:
 * L = −(1/N) Σ_{w,c} n_wc · log p(c | w), where n_wc counts how often c stands near w and N = Σ n_wc.
 * The counts are all the model needs from the text (a sufficient statistic). Double precision.
 *
 * @param words V×d, rows v_w
 * @param contexts V×d, rows u_c; the same matrix again for a tied model
 * @throws RangeError if the number of rows is not the number of counted words
 * @example
 * ```ts
 * const counts = { vocabulary: { words: ["a", "b"] }, counts: Float64Array.of(0, 2, 2, 0), total: 4 };
 * const zero = new Matrix([[0], [0]]);
 * softmaxLoss(counts, zero, zero) === Math.log(2); // → true
 * ```
 */
export function softmaxLoss(
  coOccurrence: Pick<CoOccurrence, "counts" | "total">,
  words: Matrix,
  contexts: Matrix,
): number {
  const logs = logPredictions(words, contexts);
  const { counts, total } = fittingCounts(coOccurrence, logs);
  let loss = 0;
  for (let w = 0; w < logs.rows; w++) {
    for (let c = 0; c < logs.columns; c++) loss -= counts[w * logs.columns + c]! * logs.get(w, c);
  }
  return loss / total;
}

/**
 * {@link softmaxLoss} with its gradient. With G = (n_w·p(c|w) − n_wc)/N, n_w = Σ_c n_wc:
 * ∂L/∂v = G·u and ∂L/∂u = Gᵀ·v. For a tied model (u = v) the gradient is the sum of the two.
 *
 * @throws RangeError if the number of rows is not the number of counted words
 * @example
 * ```ts
 * const counts = { vocabulary: { words: ["a", "b"] }, counts: Float64Array.of(0, 2, 2, 0), total: 4 };
 * const { words, contexts } = softmaxGradient(counts, new Matrix([[0], [0]]), new Matrix([[1], [-1]]));
 * words.to2DArray(); // → [[0.5], [-0.5]]
 * contexts.to2DArray(); // → [[0], [0]]
 * ```
 */
export function softmaxGradient(
  coOccurrence: Pick<CoOccurrence, "counts" | "total">,
  words: Matrix,
  contexts: Matrix,
): SoftmaxGradient {
  const difference = logPredictions(words, contexts);
  const { counts, total } = fittingCounts(coOccurrence, difference);
  let loss = 0;
  for (let w = 0; w < difference.rows; w++) {
    let occurrences = 0;
    for (let c = 0; c < difference.columns; c++) occurrences += counts[w * difference.columns + c]!;
    for (let c = 0; c < difference.columns; c++) {
      const count = counts[w * difference.columns + c]!;
      const log = difference.get(w, c);
      loss -= count * log;
      difference.set(w, c, (occurrences * Math.exp(log) - count) / total);
    }
  }
  return {
    loss: loss / total,
    words: difference.mmul(contexts),
    contexts: difference.transpose().mmul(words),
  };
}

function fittingCounts(
  coOccurrence: Pick<CoOccurrence, "counts" | "total">,
  predictions: Matrix,
): Pick<CoOccurrence, "counts" | "total"> {
  if (coOccurrence.counts.length !== predictions.rows * predictions.columns) {
    throw new RangeError(
      `Cannot take the loss of ${predictions.rows} word and ${predictions.columns} context vectors: ` +
        `the counts are for ${Math.sqrt(coOccurrence.counts.length)} words`,
    );
  }
  return coOccurrence;
}

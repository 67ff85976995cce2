import type { Scalar, Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import type { TensorFlow } from "./backend";
import { tensorLayers } from "./tensor-layers";

/** The parameters of the neural probabilistic language model, for V words, d dimensions, n words before and h hidden units. */
export interface NnlmParameters<T> {
  /** V×d. */
  readonly words: T;
  /** (n·d)×h. */
  readonly hidden: T;
  /** 1×h. */
  readonly hiddenBias: T;
  /** V×h, the output's rows. */
  readonly output: T;
  /** 1×V. */
  readonly outputBias: T;
}

/** The mean loss of predicting targets (N) from the n words before each (ids, N·n), in nats. */
export function nnlmLoss(
  tf: TensorFlow,
  { words, hidden, hiddenBias, output, outputBias }: NnlmParameters<Tensor2D>,
  ids: Tensor1D,
  targets: Tensor1D,
): Scalar {
  const layers = tensorLayers(tf);
  const before = layers.rows(words, ids).reshape<Tensor2D>([-1, hidden.shape[0]]);
  const units = tf.relu(tf.add<Tensor2D>(layers.linear(before, hidden), hiddenBias));
  return layers.softmaxLoss(units, output, outputBias.reshape<Tensor1D>([-1]), targets);
}

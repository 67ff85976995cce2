import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from "@tensorflow/tfjs";
import type { Matrix } from "ml-matrix";
import type { CoOccurrence } from "../corpus";
import type { TensorFlow } from "./backend";
import type { Optimizer } from "./optimizer";
import type { SoftmaxModel } from "./softmax-model";
import type { StartVectors } from "./start-vectors";
import { tensorFollower } from "./tensor-follower";

/** {@link SoftmaxModel} on tensors: TensorFlow's own library, or its WebAssembly. */
export function tensorSoftmaxModel(
  tf: TensorFlow,
  { counts, total }: Pick<CoOccurrence, "counts" | "total">,
  start: StartVectors,
  optimizer: Optimizer,
): SoftmaxModel {
  const size = start.words.rows;
  // A variable outlives a tidy, the tensor it is made from does not.
  const variable = (matrix: Matrix) =>
    tf.tidy(() =>
      tf.variable(tf.tensor2d(Float32Array.from(matrix.to1DArray()), [size, matrix.columns]), false),
    );
  const v = variable(start.words);
  const u = start.contexts ? variable(start.contexts) : v;
  const observed = tf.tensor2d(
    Float32Array.from(counts, (count) => count / total),
    [size, size],
  );
  const share: Tensor = tf.sum(observed, 1, true);
  const moveWords = tensorFollower(tf, v, optimizer);
  const moveContexts = u === v ? undefined : tensorFollower(tf, u, optimizer);
  return {
    step: (step) => {
      const loss = tf.tidy(() => {
        const gradient = gradientOf(tf, v, u, observed, share);
        moveWords.move(moveContexts ? gradient.words : gradient.words.add<Tensor2D>(gradient.contexts), step);
        moveContexts?.move(gradient.contexts, step);
        return gradient.loss;
      });
      const value = loss.dataSync()[0]!;
      loss.dispose();
      return value;
    },
    words: () => copy(v),
    contexts: () => copy(u),
    dispose: () => {
      moveWords.dispose();
      moveContexts?.dispose();
      tf.dispose([v, u, observed, share]);
    },
  };
}

/** WebAssembly multiplies transposed matrices ten times slower than plain ones, so the thin ones are transposed first. */
function gradientOf(tf: TensorFlow, v: Variable, u: Variable, observed: Tensor2D, share: Tensor) {
  const logits = tf.matMul(v as Tensor2D, tf.transpose(u as Tensor2D));
  const predicted = tf.softmax(logits);
  const difference = tf.sub(tf.mul(predicted, share), observed) as Tensor2D;
  const words = tf.matMul(difference, u as Tensor2D) as Tensor2D;
  const contexts = tf.transpose(tf.matMul(tf.transpose(v as Tensor2D), difference)) as Tensor2D;
  const logNormaliser = tf.sub(tf.max(logits, 1), tf.log(tf.max(predicted, 1))) as Tensor1D;
  const loss = tf.sub(
    tf.sum(tf.mul(logNormaliser, tf.squeeze(share))),
    tf.sum(tf.mul(observed, logits)),
  ) as Scalar;
  return { loss, words, contexts };
}

function copy(vectors: Variable): Float32Array {
  return Float32Array.from(vectors.dataSync());
}

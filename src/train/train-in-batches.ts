import type { Scalar, Variable } from "@tensorflow/tfjs";
import type { TensorFlow } from "./backend";
import type { Optimizer } from "./optimizer";
import { tensorFollower } from "./tensor-follower";

export interface BatchTraining {
  /** The parameters; the caller disposes them. */
  readonly variables: readonly Variable[];
  /** The mean loss of a batch. */
  readonly loss: (batch: readonly number[]) => Scalar;
  readonly batches: Iterator<readonly number[], never>;
  readonly steps: number;
  readonly optimizer: Optimizer;
  readonly signal?: AbortSignal | undefined;
  /** Called after every step, with the loss before it. */
  readonly onStep: (step: number, loss: number) => void;
}

/**
 * Follows the gradient of one batch after the other, and returns the loss of each batch before its step.
 *
 * @throws RangeError if the training diverges; the signal's reason if it is aborted
 */
export async function trainInBatches(tf: TensorFlow, training: BatchTraining): Promise<number[]> {
  const { variables, batches, steps, optimizer, signal } = training;
  const followers = variables.map((variable) => tensorFollower(tf, variable, optimizer));
  const diverged = (step: number, what: string) =>
    new RangeError(
      `Training diverged at step ${step}: ${what}. Use a smaller learning rate than ${optimizer.learningRate}`,
    );
  const lossHistory: number[] = [];
  let rested = performance.now();
  try {
    for (let step = 1; step <= steps; step++) {
      const batch = batches.next().value;
      const loss = tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => training.loss(batch), [...variables]);
        for (const [i, follower] of followers.entries()) follower.move(grads[variables[i]!.name]!, step);
        return value.dataSync()[0]!;
      });
      if (!Number.isFinite(loss)) throw diverged(step, `the loss is ${loss}`);
      lossHistory.push(loss);
      training.onStep(step, loss);
      if (performance.now() - rested > 40) {
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        rested = performance.now();
      }
    }
    signal?.throwIfAborted();
    if (!variables.every((variable) => variable.dataSync().every(Number.isFinite)))
      throw diverged(steps, "not all parameters are finite");
    return lossHistory;
  } finally {
    for (const follower of followers) follower.dispose();
  }
}

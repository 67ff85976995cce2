import type { Scalar, Tensor2D } from "@tensorflow/tfjs";
import type { Matrix } from "ml-matrix";
import type { TensorFlow } from "./backend";
import type { Optimizer } from "./optimizer";
import { tensorFollower } from "./tensor-follower";

export interface BatchTraining {
  readonly start: readonly Matrix[];
  /** The mean loss of a batch, with the parameters in the order of `start`. */
  readonly loss: (parameters: readonly Tensor2D[], batch: readonly number[]) => Scalar;
  readonly batches: Iterator<readonly number[], never>;
  readonly steps: number;
  readonly optimizer: Optimizer;
  readonly signal?: AbortSignal | undefined;
  /** Called after every step, with the loss before it, and the parameters after it if they are asked for. */
  readonly onStep: (step: number, loss: number, read: () => Float32Array[]) => void;
}

/**
 * Follows the gradient of one batch after the other. Returns the loss of each batch before its step, and the
 * parameters at the end, row by row.
 *
 * @throws RangeError if the training diverges; the signal's reason if it is aborted
 */
export async function trainInBatches(
  tf: TensorFlow,
  training: BatchTraining,
): Promise<{ readonly lossHistory: number[]; readonly parameters: Float32Array[] }> {
  const { start, batches, steps, optimizer, signal } = training;
  // All parameters are one long row of numbers, so that the optimizer moves them all at once.
  const all = tf.tidy(() => tf.variable(tf.tensor1d(start.flatMap((matrix) => matrix.to1DArray()))));
  const follower = tensorFollower(tf, all, optimizer);
  const read = () => {
    const values = all.dataSync() as Float32Array;
    let end = 0;
    return start.map(({ rows, columns }) => {
      end += rows * columns;
      return values.slice(end - rows * columns, end);
    });
  };
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
        const parameters = read().map((values, i) =>
          tf.tensor2d(values, [start[i]!.rows, start[i]!.columns]),
        );
        const { value, grads } = tf.valueAndGrads((...moved) => training.loss(moved as Tensor2D[], batch))(
          parameters,
        );
        follower.move(tf.concat(grads.map((gradient) => gradient.flatten())), step);
        return value.dataSync()[0]!;
      });
      if (!Number.isFinite(loss)) throw diverged(step, `the loss is ${loss}`);
      lossHistory.push(loss);
      training.onStep(step, loss, read);
      if (performance.now() - rested > 40) {
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        rested = performance.now();
      }
    }
    signal?.throwIfAborted();
    const end = read();
    if (!end.every((values) => values.every(Number.isFinite)))
      throw diverged(steps, "not all parameters are finite");
    return { lossHistory, parameters: end };
  } finally {
    follower.dispose();
    all.dispose();
  }
}

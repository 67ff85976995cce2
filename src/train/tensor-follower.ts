import type { Tensor, Variable } from "@tensorflow/tfjs";
import type { TensorFlow } from "./backend";
import type { Optimizer } from "./optimizer";
import { type Arithmetic, memoriesOf, optimizerStep } from "./optimizer-step";

/** Moves one tensor of parameters along its gradients, and holds the optimizer's memory of them. */
export interface TensorFollower {
  move(gradient: Tensor, step: number): void;
  dispose(): void;
}

export function tensorFollower(tf: TensorFlow, values: Variable, optimizer: Optimizer): TensorFollower {
  const memory = Array.from({ length: memoriesOf[optimizer.name] }, () =>
    tf.tidy(() => tf.variable(tf.zerosLike(values), false)),
  );
  const arithmetic: Arithmetic<Tensor> = {
    add: tf.add,
    subtract: tf.sub,
    divide: tf.div,
    times: tf.mul,
    square: tf.square,
    rootPlus: (a, epsilon) => tf.add(tf.sqrt(a), epsilon),
  };
  return {
    move: (gradient, step) =>
      tf.tidy(() => {
        const next = optimizerStep<Tensor>(optimizer, arithmetic, values, gradient, memory, step);
        for (const [i, value] of next.memory.entries()) memory[i]!.assign(value);
        values.assign(next.values);
      }),
    dispose: () => tf.dispose(memory),
  };
}

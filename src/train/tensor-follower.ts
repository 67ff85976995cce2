import type { Tensor2D, Variable } from "@tensorflow/tfjs";
import type { TensorFlow } from "./backend";
import { adamDecay, type Optimizer } from "./optimizer";

/** Moves one matrix of vectors along its gradients, and holds the optimizer's memory of them. */
export interface TensorFollower {
  move(gradient: Tensor2D, step: number): void;
  dispose(): void;
}

export function tensorFollower(tf: TensorFlow, vectors: Variable, optimizer: Optimizer): TensorFollower {
  const memory = () => tf.tidy(() => tf.variable(tf.zerosLike(vectors), false));
  const assign = (variable: Variable, value: import("@tensorflow/tfjs").Tensor) => {
    variable.assign(value as Tensor2D);
  };
  const { learningRate } = optimizer;
  switch (optimizer.name) {
    case "sgd":
      return {
        move: (gradient) => assign(vectors, vectors.sub(gradient.mul(learningRate))),
        dispose: () => {},
      };
    case "momentum": {
      const velocity = memory();
      return {
        move: (gradient) => {
          assign(velocity, velocity.mul(optimizer.momentum).add(gradient));
          assign(vectors, vectors.sub(velocity.mul(learningRate)));
        },
        dispose: () => velocity.dispose(),
      };
    }
    case "adam": {
      const { first, second, epsilon } = adamDecay;
      const mean = memory();
      const square = memory();
      return {
        move: (gradient, step) => {
          assign(mean, mean.mul(first).add(gradient.mul(1 - first)));
          assign(square, square.mul(second).add(gradient.square().mul(1 - second)));
          const root = square
            .div(1 - second ** step)
            .sqrt()
            .add(epsilon);
          assign(vectors, vectors.sub(mean.mul(learningRate / (1 - first ** step)).div(root)));
        },
        dispose: () => tf.dispose([mean, square]),
      };
    }
  }
}

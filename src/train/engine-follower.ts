import type { Engine } from "./engine";
import { adagradEpsilon, adamDecay, type Optimizer } from "./optimizer";
import { memoriesOf } from "./optimizer-step";

/**
 * `optimizerStep` in WebAssembly, in single precision and in place. `bytes` is how long the list of values, and that of their gradient,
 * is. It reserves what the optimizer remembers.
 */
export function engineFollower(
  engine: Engine,
  optimizer: Optimizer,
  bytes: number,
  values: number,
  gradient: number,
): (step: number) => void {
  const memory = Array.from({ length: memoriesOf[optimizer.name] }, () => engine.reserve(bytes));
  const { learningRate } = optimizer;
  switch (optimizer.name) {
    case "sgd":
      return () => engine.followSgd(bytes, values, gradient, learningRate);
    case "momentum":
      return () =>
        engine.followMomentum(bytes, values, gradient, memory[0]!, optimizer.momentum, learningRate);
    case "adagrad":
      return () => engine.followAdagrad(bytes, values, gradient, memory[0]!, adagradEpsilon, learningRate);
    case "adam":
    case "adamw": {
      const { first, second, epsilon } = adamDecay;
      const decay = optimizer.name === "adamw" ? 1 - learningRate * optimizer.weightDecay : 1;
      return (step) => {
        const meanFactor = learningRate / (1 - first ** step);
        const squaresFactor = 1 / (1 - second ** step);
        const lists = [values, gradient, memory[0]!, memory[1]!] as const;
        engine.followAdam(bytes, ...lists, first, second, epsilon, meanFactor, squaresFactor, decay);
      };
    }
  }
}

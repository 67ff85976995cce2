import { adagradEpsilon, adamDecay, type Optimizer } from "./optimizer";

/** What an optimizer does with its numbers, each for itself: on matrices in double precision, or on tensors. */
export interface Arithmetic<T> {
  readonly add: (a: T, b: T) => T;
  readonly subtract: (a: T, b: T) => T;
  readonly divide: (a: T, b: T) => T;
  readonly times: (a: T, factor: number) => T;
  readonly square: (a: T) => T;
  /** √a + epsilon. */
  readonly rootPlus: (a: T, epsilon: number) => T;
}

/** How many numbers an optimizer remembers per number that it moves. They begin at zero. */
export const memoriesOf = { sgd: 0, momentum: 1, adagrad: 1, adam: 2, adamw: 2 } as const satisfies Record<
  Optimizer["name"],
  number
>;

/**
 * One step of an optimizer: the one definition of all of them, for every kind of number.
 *
 * @param memory what the step before returned, or zeros
 * @param step counted from 1
 */
export function optimizerStep<T>(
  optimizer: Optimizer,
  { add, subtract, divide, times, square, rootPlus }: Arithmetic<T>,
  values: T,
  gradient: T,
  memory: readonly T[],
  step: number,
): { readonly values: T; readonly memory: readonly T[] } {
  const { learningRate } = optimizer;
  switch (optimizer.name) {
    case "sgd":
      return { values: subtract(values, times(gradient, learningRate)), memory: [] };
    case "momentum": {
      const velocity = add(times(memory[0]!, optimizer.momentum), gradient);
      return { values: subtract(values, times(velocity, learningRate)), memory: [velocity] };
    }
    case "adagrad": {
      const squares = add(memory[0]!, square(gradient));
      const direction = divide(gradient, rootPlus(squares, adagradEpsilon));
      return { values: subtract(values, times(direction, learningRate)), memory: [squares] };
    }
    case "adam":
    case "adamw": {
      const { first, second, epsilon } = adamDecay;
      const mean = add(times(memory[0]!, first), times(gradient, 1 - first));
      const squares = add(times(memory[1]!, second), times(square(gradient), 1 - second));
      const root = rootPlus(times(squares, 1 / (1 - second ** step)), epsilon);
      const direction = divide(times(mean, learningRate / (1 - first ** step)), root);
      const decayed =
        optimizer.name === "adamw" ? times(values, 1 - learningRate * optimizer.weightDecay) : values;
      return { values: subtract(decayed, direction), memory: [mean, squares] };
    }
  }
}

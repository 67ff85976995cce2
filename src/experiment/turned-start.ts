import { Matrix } from "ml-matrix";
import { type Random, randomOrthogonal } from "../random";
import { type Optimizer, type StartVectors, trainDouble } from "../train";

type Counts = Parameters<typeof trainDouble>[0];

/**
 * Trains twice, from a start and from the same start turned at random, and turns the first run in the same way. How far
 * are the two apart, at the start and after every step? The word vectors are compared: the distance is divided by their size.
 *
 * With gradient descent and with momentum they stay together, for the gradient turns with the vectors; an optimizer that treats
 * every coordinate on its own, such as Adam, leads them apart.
 *
 * @param random draws the turn
 * @throws what {@link trainDouble} throws
 * @example
 * ```ts
 * const counts = { counts: Float64Array.of(0, 2, 2, 0), total: 4 };
 * const start = startVectors(2, 2, 0.1, false, seedStreams(1));
 * const apart = (optimizer) => turnedStart(counts, start, optimizer, 20, randomFromText("turn")).at(-1);
 * apart({ name: "sgd", learningRate: 1 }) < 1e-12; // → true
 * apart({ name: "adam", learningRate: 0.05 }) > 0.1; // → true
 * ```
 */
export function turnedStart(
  counts: Counts,
  start: StartVectors,
  optimizer: Optimizer,
  steps: number,
  random: Random,
): number[] {
  const turn = randomOrthogonal(start.words.columns, random);
  const turned = {
    words: start.words.mmul(turn),
    ...(start.contexts && { contexts: start.contexts.mmul(turn) }),
  };
  const { path } = trainDouble(counts, start, optimizer, steps);
  const { path: turnedPath } = trainDouble(counts, turned, optimizer, steps);
  return path.map(
    (vectors, step) =>
      Matrix.sub(vectors.mmul(turn), turnedPath[step]!).norm("frobenius") / vectors.norm("frobenius"),
  );
}

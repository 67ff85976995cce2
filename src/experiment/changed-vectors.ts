import { inverse, Matrix } from "ml-matrix";
import { gaussian, type Random, randomOrthogonal } from "../random";
import type { StartVectors } from "../train";

/** The kinds of change of {@link changedVectors}. */
export const vectorChanges = [
  "turn all",
  "counter-stretch",
  "shift contexts",
  "stretch all",
  "shift all",
  "turn words only",
] as const;

export type VectorChange = (typeof vectorChanges)[number];

/**
 * Changes all vectors of a model at random, W the words and C the contexts:
 *
 * - *turn all*: WQ and CQ, with Q orthogonal
 * - *counter-stretch*: WA and CA^(−⊤), with A invertible. No product of a word and a context changes
 * - *shift contexts*: the same vector is added to all rows of C
 * - *stretch all*: WA and CA
 * - *shift all*: the same vector is added to all rows of W and C
 * - *turn words only*: WQ and C
 *
 * @param contexts without it the model is tied: what must change words and contexts in different ways is then impossible
 * @returns undefined if it is impossible
 * @example
 * ```ts
 * const { words, contexts } = startVectors(5, 2, 1, false, seedStreams(1));
 * const changed = changedVectors("counter-stretch", { words, contexts }, randomFromText("A"));
 * const products = (of) => of.words.mmul(of.contexts.transpose()).get(2, 3);
 * products(changed) - products({ words, contexts }); // → 0.000000000
 * changedVectors("counter-stretch", { words }, randomFromText("A")); // → undefined
 * ```
 */
export function changedVectors(
  kind: VectorChange,
  { words, contexts }: StartVectors,
  random: Random,
): Required<StartVectors> | undefined {
  const d = words.columns;
  const normal = gaussian(random);
  const shift = Array.from({ length: d }, () => 0.3 * normal());
  const noise = Matrix.from1DArray(
    d,
    d,
    Array.from({ length: d * d }, () => 0.3 * normal()),
  );
  const stretch = Matrix.add(Matrix.eye(d), noise);
  const turn = randomOrthogonal(d, random);
  const both = (change: (vectors: Matrix) => Matrix) => ({
    words: change(words),
    contexts: change(contexts ?? words),
  });
  const shifted = (vectors: Matrix) => vectors.clone().addRowVector(shift);
  switch (kind) {
    case "turn all":
      return both((vectors) => vectors.mmul(turn));
    case "stretch all":
      return both((vectors) => vectors.mmul(stretch));
    case "shift all":
      return both(shifted);
    case "counter-stretch":
      return (
        contexts && { words: words.mmul(stretch), contexts: contexts.mmul(inverse(stretch).transpose()) }
      );
    case "shift contexts":
      return contexts && { words, contexts: shifted(contexts) };
    case "turn words only":
      return contexts && { words: words.mmul(turn), contexts };
  }
}

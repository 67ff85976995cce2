import type { Matrix } from "ml-matrix";
import { heldOutAlignment } from "../align";
import type { Random } from "../random";
import { wordCosines } from "./word-cosines";

/**
 * Per-word cosines after alignment, each measured with a rotation that was not fitted on that word
 * ({@link heldOutAlignment}). By chance they are 0 on average, unless all words share a direction.
 *
 * @returns one cosine per word, in the order of the rows
 * @throws RangeError if the shapes differ, a number is not finite, or half of the words are fewer than the dimensions
 * @example
 * ```ts
 * const random = gaussian(randomStream(seedStreams(3), "init"));
 * const run = Matrix.from1DArray(50, 4, Array.from({ length: 200 }, random));
 * const turned = run.mmul(randomOrthogonal(4, randomStream(seedStreams(4), "init")));
 * mean(heldOutCosines(run, turned, randomStream(seedStreams(5), "bootstrap"))); // → 1.000000000
 * ```
 */
export function heldOutCosines(first: Matrix, second: Matrix, random: Random): number[] {
  return wordCosines(heldOutAlignment(first, second, random), second);
}

import { Matrix } from "ml-matrix";
import { gaussian, randomStream, type Seeds } from "../random";

/** The matrices a run begins with: one row per word (V×d). A tied model has no context matrix of its own. */
export interface StartVectors {
  readonly words: Matrix;
  readonly contexts?: Matrix;
}

/**
 * Every number drawn from N(0, scale²) with the stream `init`; the word matrix first, then the context matrix.
 * This law does not prefer any direction: rotating it gives the same law.
 *
 * @throws RangeError unless words and dimension are positive integers and scale is positive
 * @example
 * ```ts
 * const start = startVectors(1000, 8, 0.1, false, seedStreams(1));
 * [start.words.rows, start.words.columns]; // → [1000, 8]
 * start.words.norm("frobenius") / Math.sqrt(1000 * 8); // → 0.10
 * ```
 */
export function startVectors(
  words: number,
  dimension: number,
  scale: number,
  tied: boolean,
  seeds: Seeds,
): StartVectors {
  if (!(Number.isInteger(words) && words > 0))
    throw new RangeError(`Cannot start with ${words} words: a positive integer is needed`);
  if (!(Number.isInteger(dimension) && dimension > 0)) {
    throw new RangeError(`Cannot start with ${dimension} dimensions: a positive integer is needed`);
  }
  if (!(scale > 0 && Number.isFinite(scale)))
    throw new RangeError(`Cannot start at scale ${scale}: a positive number is needed`);
  const normal = gaussian(randomStream(seeds, "init"));
  const draw = () =>
    Matrix.from1DArray(
      words,
      dimension,
      Float64Array.from({ length: words * dimension }, () => scale * normal()),
    );
  const first = draw();
  return tied ? { words: first } : { words: first, contexts: draw() };
}

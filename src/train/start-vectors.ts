import type { Matrix } from "ml-matrix";
import { randomStream, type Seeds } from "../random";
import { type StartLaw, type StartScale, startMatrix } from "./start-matrix";

/** The matrices a run begins with: one row per word (V×d). A tied model has no context matrix of its own. */
export interface StartVectors {
  readonly words: Matrix;
  readonly contexts?: Matrix;
}

/**
 * Every number drawn independently with the stream `init`; the word matrix first, then the context matrix.
 * The normal law does not prefer any direction: rotating it gives the same law. The uniform law, a cube, prefers the axes.
 *
 * @param scale the standard deviation, or "xavier": √(2 / (words + dimension)) (Glorot & Bengio 2010, equation 16)
 * @param law "gaussian", N(0, scale²), or "uniform", between −√3·scale and √3·scale. Default gaussian
 * @throws RangeError unless words and dimension are positive integers and scale is positive
 * @example
 * ```ts
 * const start = startVectors(1000, 8, 0.1, false, seedStreams(1));
 * [start.words.rows, start.words.columns]; // → [1000, 8]
 * start.words.norm("frobenius") / Math.sqrt(1000 * 8); // → 0.10
 * const cube = startVectors(1000, 8, 0.1, false, seedStreams(1), "uniform");
 * cube.words.max() <= 0.1 * Math.sqrt(3); // → true
 * ```
 */
export function startVectors(
  words: number,
  dimension: number,
  scale: StartScale,
  tied: boolean,
  seeds: Seeds,
  law: StartLaw = "gaussian",
): StartVectors {
  if (!(Number.isInteger(words) && words > 0))
    throw new RangeError(`Cannot start with ${words} words: a positive integer is needed`);
  if (!(Number.isInteger(dimension) && dimension > 0)) {
    throw new RangeError(`Cannot start with ${dimension} dimensions: a positive integer is needed`);
  }
  const random = randomStream(seeds, "init");
  const first = startMatrix(words, dimension, scale, law, random);
  return tied
    ? { words: first }
    : { words: first, contexts: startMatrix(words, dimension, scale, law, random) };
}

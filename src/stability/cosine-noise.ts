import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import { requireNeighbours } from "../embedding/require-neighbours";
import { timesTransposed } from "../matrix/times-transposed";
import { unitRows } from "../matrix/unit-rows";
import { largestOf } from "./largest-of";
import { mean } from "./mean";

/** How the cosines of one word with all others differ from run to run. */
export interface CosineNoise {
  /** The mean over the runs of its cosine with each word; −∞ in its own place. */
  readonly means: Float64Array;
  /** The standard deviation between runs of its cosine with one of the near words. */
  readonly noise: number;
  /** By how much the mean cosine of its k-th neighbour is above that of its 2k-th. */
  readonly lead: number;
}

/**
 * Splits the cosines of a word into what all runs share and the noise of a single run, as far as it matters for the k nearest
 * neighbours: the noise is measured at the 3k words that are nearest on average. A shift of all of them
 * by the same amount is left out, because it changes no order.
 *
 * @param runs V×d each, with the same words; at least two
 * @param rows which words
 * @throws RangeError unless there are two runs of the same words, 3k < V, all numbers are finite, and no word has a zero vector
 * @example
 * ```ts
 * const runs = ["a", "b", "c"].map((text) => {
 *   const numbers = Array.from({ length: 200 }, gaussian(randomFromText(text)));
 *   return Matrix.from1DArray(100, 2, numbers);
 * });
 * const [word] = cosineNoise(runs, [0], 5);
 * word.means.length; // → 100
 * cosineNoise([runs[0], runs[0]], [0], 5)[0].noise; // → 0
 * ```
 */
export function cosineNoise(runs: readonly Matrix[], rows: readonly number[], k: number): CosineNoise[] {
  const [first] = runs;
  if (first === undefined || runs.length < 2)
    throw new RangeError(`Cannot tell noise in ${runs.length} runs: at least two are needed`);
  for (const run of runs) requireSameWords(first, run, "compare");
  const [words, near] = [first.rows, 3 * k];
  requireNeighbours(near, words);
  const cosines = runs.map((run) => {
    const unit = unitRows(run, "compare cosines");
    const asked = run.selection([...rows], [...Array(run.columns).keys()]);
    return timesTransposed(unitRows(asked, "compare cosines"), unit).values;
  });
  return rows.map((row, place) => {
    const ofRuns = cosines.map((values) => values.subarray(place * words, (place + 1) * words));
    const means = Float64Array.from({ length: words }, (_, other) => mean(ofRuns.map((own) => own[other]!)));
    means[row] = Number.NEGATIVE_INFINITY;
    const nearest = largestOf(means, near);
    let squares = 0;
    for (const own of ofRuns) {
      const off = nearest.map((other) => own[other]! - means[other]!);
      const shift = mean(off);
      for (const value of off) squares += (value - shift) ** 2;
    }
    return {
      means,
      noise: Math.sqrt(squares / (runs.length - 1) / (near - 1)),
      lead: means[nearest[k - 1]!]! - means[nearest[2 * k - 1]!]!,
    };
  });
}

import type { Matrix } from "ml-matrix";
import type { Random } from "../../random";
import { type Interval, mean, pairsOfRuns, pairwiseInterval, permutationFloor } from "../../stability";
import type { ClaimFigure } from "./claim";

/** Of each pair of runs, the words of one are shuffled so often. */
const SHUFFLES = 2;

export interface AgainstChance extends ClaimFigure {
  /** The mean of `floor`. */
  readonly chance: number;
  /** The same between runs with their words shuffled. */
  readonly floor: Interval;
  /** How far it is above that, pair by pair; below 0 if it is lower. */
  readonly above: Interval;
}

/**
 * A score of every two runs, and what {@link permutationFloor} says that chance gives for it.
 *
 * @param figure what is measured, in words
 * @param runs the word vectors of at least three runs
 * @param measure the score, with any alignment that it begins with
 * @param random shuffles the words
 * @throws RangeError with fewer than three runs, or what the measure throws
 * @example
 * ```ts
 * const normal = gaussian(randomFromText("run"));
 * const run = Matrix.from1DArray(200, 2, Array.from({ length: 400 }, normal));
 * const score = againstChance("mean cosine", [run, run, run], meanCosine, randomFromText("shuffles"));
 * score.interval.mean; // → 1.000
 * Math.abs(score.chance) < 0.1; // → true
 * score.above.mean + score.chance; // → 1.000
 * ```
 */
export function againstChance(
  figure: string,
  runs: readonly Matrix[],
  measure: (first: Matrix, second: Matrix) => number,
  random: Random,
): AgainstChance {
  const pairs = pairsOfRuns(runs, measure);
  const chance = pairsOfRuns(runs, (a, b) => mean(permutationFloor(a, b, measure, random, SHUFFLES)));
  const floor = pairwiseInterval(chance);
  return {
    figure,
    interval: pairwiseInterval(pairs),
    chance: floor.mean,
    floor,
    above: pairwiseInterval(pairs.map((pair, k) => ({ ...pair, value: pair.value - chance[k]!.value }))),
  };
}

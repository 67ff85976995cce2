import type { Matrix } from "ml-matrix";
import type { Random } from "../../random";
import {
  cosineDifference,
  distanceCorrelation,
  distanceRankCorrelation,
  pairsOfRuns,
  pairwiseInterval,
} from "../../stability";
import { agreementVerdict } from "./agreement-verdict";
import type { Claim } from "./claim";
import { settingOf } from "./setting-of";

/** So many pairs of words are ranked. */
const RANKED = 20_000;

/**
 * C9, "the structure of distances is stable": the correlation of the distances between all pairs of words, between runs.
 * {@link agreementVerdict} judges it; by chance it is 0.
 *
 * @param runs the word vectors of at least three runs
 * @param trainedWith model and text, in words
 * @param random draws the pairs of words for the rank correlation
 * @throws RangeError with fewer than three runs, or if they cannot be compared
 * @example
 * ```ts
 * const common = Array.from({ length: 600 }, gaussian(randomFromText("common")));
 * const runs = ["a", "b", "c"].map((text) => {
 *   const own = gaussian(randomFromText(text));
 *   return Matrix.from1DArray(100, 6, common.map((x) => x + 0.1 * own()));
 * });
 * const claim = distanceClaim(runs, "made up", randomFromText("pairs"));
 * claim.verdict; // → "holds"
 * claim.interval.mean; // → 0.98
 * ```
 */
export function distanceClaim(runs: readonly Matrix[], trainedWith: string, random: Random): Claim {
  const over = (measure: (a: Matrix, b: Matrix) => number) => pairwiseInterval(pairsOfRuns(runs, measure));
  const interval = over(distanceCorrelation);
  return {
    id: "C9",
    statement: "The structure of distances is stable",
    verdict: agreementVerdict(interval),
    figure: "correlation of all distances",
    interval,
    chance: 0,
    beside: [
      {
        figure: "correlation of their ranks",
        interval: over((a, b) => distanceRankCorrelation(a, b, random, RANKED)),
        chance: 0,
      },
      {
        figure: "typical difference of a distance",
        interval: over((a, b) => Math.sqrt(cosineDifference(a, b))),
      },
    ],
    setting: settingOf(runs, trainedWith),
    section: "4.4",
  };
}

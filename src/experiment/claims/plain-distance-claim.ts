import type { Matrix } from "ml-matrix";
import type { Random } from "../../random";
import { normalisedDistance, normalisedResidual, pairsOfRuns, pairwiseInterval } from "../../stability";
import type { Verdict } from "../verdict-of";
import { againstChance } from "./against-chance";
import type { Claim } from "./claim";
import { settingOf } from "./setting-of";

/** So near to 1 a distance is that of perpendicular matrices. */
const NEAR = 0.1;

/**
 * C5, "the plain Frobenius distance is of no use, because of rotation": the distance of two runs, as trained, divided by
 * that of perpendicular matrices of the same size ({@link normalisedDistance}). The claim does not hold if all of the
 * interval is below 0.9: then the distance sees that the runs are alike. It holds if all of the interval lies within 0.1
 * of 1, so that the distance measures only size, and there is something that the rotation hides: after the best turn the
 * runs are nearer than with their words shuffled. Otherwise it holds in part.
 *
 * @param runs the word vectors of at least three runs
 * @param trainedWith model and text, in words
 * @param random shuffles the words
 * @throws RangeError with fewer than three runs, or if they cannot be compared
 * @example
 * ```ts
 * const normal = gaussian(randomFromText("run"));
 * const run = Matrix.from1DArray(100, 20, Array.from({ length: 2000 }, normal));
 * const turned = ["a", "b", "c", "d", "e", "f"].map((text) => run.mmul(randomOrthogonal(20, randomFromText(text))));
 * plainDistanceClaim(turned, "made up", randomFromText("shuffles")).verdict; // → "holds"
 * plainDistanceClaim([run, run, run], "made up", randomFromText("shuffles")).verdict; // → "does not hold"
 * ```
 */
export function plainDistanceClaim(runs: readonly Matrix[], trainedWith: string, random: Random): Claim {
  const interval = pairwiseInterval(pairsOfRuns(runs, normalisedDistance));
  const afterTurn = againstChance("the same after the best turn", runs, normalisedResidual, random);
  return {
    id: "C5",
    statement: "The plain Frobenius distance is of no use, because of rotation",
    verdict: verdict(),
    figure: "distance of two runs, relative to perpendicular matrices",
    interval,
    chance: 1,
    beside: [afterTurn],
    setting: settingOf(runs, trainedWith),
    section: "3.2",
  };

  function verdict(): Verdict {
    if (interval.high < 1 - NEAR) return "does not hold";
    const onlySize = interval.low >= 1 - NEAR && interval.high <= 1 + NEAR;
    return onlySize && afterTurn.above.high < 0 ? "holds" : "holds in part";
  }
}

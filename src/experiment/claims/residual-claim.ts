import type { Matrix } from "ml-matrix";
import type { Random } from "../../random";
import {
  heldOutResidual,
  type Interval,
  normalisedResidual,
  pairsOfRuns,
  pairwiseInterval,
  procrustesResidual,
} from "../../stability";
import type { Verdict } from "../verdict-of";
import { type AgainstChance, againstChance } from "./against-chance";
import type { Claim } from "./claim";
import { settingOf } from "./setting-of";

/** Differences of a tenth count as none. */
const NEAR = 0.1;

export interface ResidualClaim extends Claim {
  /** ‖E(1)Q* − E(2)‖_F, in the units of the vectors. */
  readonly residual: AgainstChance;
  /** The same, divided by the size of the runs. */
  readonly relative: AgainstChance;
  /** For words that the turn was not fitted on. */
  readonly heldOut: AgainstChance;
  /** The residual of all words, divided by that of the first half of them. */
  readonly growth: Interval;
}

/**
 * C6, "Procrustes gives the stability, ‖E(1)Q* − E(2)‖": does this number say how stable the runs are? It does not if it is
 * not below what shuffled words give, also for words that the turn was not fitted on: then the claim does not hold. It holds if the number
 * can be read as it stands, too. For this, chance must be within 0.1 of perpendicular matrices, so that no floor is
 * needed, and the residual must not grow by more than a tenth with twice as many words. Otherwise it holds in part.
 *
 * @param runs the word vectors of at least three runs, with the words that a smaller vocabulary would have in the first rows
 * @param trainedWith model and text, in words
 * @param random shuffles the words and divides them
 * @throws RangeError with fewer than three runs, or if half of the words are fewer than the dimensions
 * @example
 * ```ts
 * const normal = gaussian(randomFromText("run"));
 * const matrix = (size) => Matrix.from1DArray(200, 3, Array.from({ length: 600 }, () => size * normal()));
 * const common = matrix(1);
 * const runs = [1, 2, 3].map(() => Matrix.add(common, matrix(0.3)));
 * const claim = residualClaim(runs, "made up", randomFromText("shuffles"));
 * claim.verdict; // → "holds in part"
 * claim.growth.mean; // → 1.4
 * residualClaim([matrix(1), matrix(1), matrix(1)], "made up", randomFromText("shuffles")).verdict; // → "does not hold"
 * ```
 */
export function residualClaim(runs: readonly Matrix[], trainedWith: string, random: Random): ResidualClaim {
  const against = (figure: string, measure: (a: Matrix, b: Matrix) => number) =>
    againstChance(figure, runs, measure, random);
  const residual = against("distance after the best turn", procrustesResidual);
  const relative = against("the same, relative to perpendicular matrices", normalisedResidual);
  const heldOut = against("the same on words that the turn was not fitted on", (a, b) =>
    heldOutResidual(a, b, random),
  );
  const half = (run: Matrix) => run.subMatrix(0, Math.ceil(run.rows / 2) - 1, 0, run.columns - 1);
  const growth = pairwiseInterval(
    pairsOfRuns(runs, (a, b) => procrustesResidual(a, b) / procrustesResidual(half(a), half(b))),
  );
  return {
    id: "C6",
    statement: "Procrustes gives the stability, ‖E(1)Q* − E(2)‖",
    verdict: verdict(),
    figure: residual.figure,
    interval: residual.interval,
    chance: residual.chance,
    beside: [
      relative,
      heldOut,
      { figure: "distance of all words, divided by that of the first half of them", interval: growth },
    ],
    setting: settingOf(runs, trainedWith),
    section: "3.4",
    residual,
    relative,
    heldOut,
    growth,
  };

  function verdict(): Verdict {
    if (!(relative.above.high < 0 && heldOut.above.high < 0)) return "does not hold";
    const readAsItStands = relative.floor.low >= 1 - NEAR && growth.high <= 1 + NEAR;
    return readAsItStands ? "holds" : "holds in part";
  }
}

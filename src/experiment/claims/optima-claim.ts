import type { Matrix } from "ml-matrix";
import {
  groupsOfRuns,
  type PairValue,
  pairsOfRuns,
  pairwiseInterval,
  shareInterval,
  totalVariation,
} from "../../stability";
import type { Verdict } from "../verdict-of";
import type { Claim, ClaimFigure } from "./claim";
import { sizeInterval } from "./size-interval";

const HALF = 0.5;
/** Predictions that differ by less are the same. */
const LIMIT = 0.005;

/** What a long run predicts: V×V, one row for each word. */
export interface LongRun {
  /** After half of the steps. */
  readonly halfway: Matrix;
  readonly end: Matrix;
}

export interface OptimaClaim extends Claim {
  /** The runs of each solution; the largest group comes first. */
  readonly groups: readonly (readonly number[])[];
  /** How much the predictions of every two runs differ at the end. */
  readonly pairs: readonly PairValue[];
  /** How far the predictions of each run moved in the second half. */
  readonly moved: readonly number[];
  /** Runs belong to one group if their predictions differ by less. */
  readonly limit: number;
}

/**
 * C4, "different starts lead to different optima": runs that were trained long after their loss was flat are put into
 * groups of the same predictions ({@link totalVariation} below 0.005). The figure is the share of runs that ended in another
 * solution than the largest group's. A run outside of it whose own predictions still moved by more than 0.005 in the second
 * half of its training has not ended, and is left out. The claim does not hold if no run ended elsewhere, holds if all of
 * the interval of their share is 0.5 or more, and holds in part otherwise: then many starts lead to the same optimum, and
 * some do not.
 *
 * @param runs at least three
 * @param weights how much the predictions for each word count
 * @param beside figures that belong to it
 * @param setting model, text, number of words and dimensions, runs
 * @throws RangeError with fewer than three runs, or if they cannot be compared
 * @example
 * ```ts
 * const at = (p) => new Matrix([[p, 1 - p]]);
 * const runs = [0.1, 0.1, 0.1, 0.1, 0.7].map((p) => ({ halfway: at(p), end: at(p) }));
 * const claim = optimaClaim(runs, [1], "made up", []);
 * [claim.verdict, claim.interval.mean, claim.groups]; // → ["holds in part", 0.2, [[0, 1, 2, 3], [4]]]
 * optimaClaim(runs.slice(0, 4), [1], "made up", []).verdict; // → "does not hold"
 * ```
 */
export function optimaClaim(
  runs: readonly LongRun[],
  weights: ArrayLike<number>,
  setting: string,
  beside: readonly ClaimFigure[],
): OptimaClaim {
  const moved = runs.map(({ halfway, end }) => totalVariation(halfway, end, weights));
  const pairs = pairsOfRuns(runs, (a, b) => totalVariation(a.end, b.end, weights));
  const groups = groupsOfRuns(pairs, LIMIT);
  const most = groups[0]!.length;
  const elsewhere = runs.filter((_, run) => !groups[0]!.includes(run) && moved[run]! < LIMIT).length;
  const interval = shareInterval(elsewhere, most + elsewhere);
  return {
    id: "C4",
    statement: "Different starts lead to different optima",
    verdict: verdict(),
    figure: "share of runs that end in another solution than most",
    interval,
    beside: [
      ...beside,
      { figure: "difference of the predictions of two runs", interval: pairwiseInterval(pairs) },
      {
        figure: "how far the predictions of a run moved in the second half of its training",
        interval: sizeInterval(moved),
      },
    ],
    setting,
    section: "2.6",
    groups,
    pairs,
    moved,
    limit: LIMIT,
  };

  function verdict(): Verdict {
    if (elsewhere === 0) return "does not hold";
    return interval.low >= HALF ? "holds" : "holds in part";
  }
}

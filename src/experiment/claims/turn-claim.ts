import { determinant, Matrix } from "ml-matrix";
import { type Random, randomOrthogonal } from "../../random";
import type { Claim } from "./claim";
import { settingOf } from "./setting-of";
import { sizeInterval } from "./size-interval";

const TURNS = 12;
/** Far above the rounding of double precision, and far below anything else. */
const ROUNDING = 1e-12;

/** What one random turn or mirror changed, as relative differences. */
export interface TurnError {
  readonly mirror: boolean;
  /** ‖(EQ)(EQ)ᵀ − EEᵀ‖_F / ‖EEᵀ‖_F */
  readonly gramError: number;
  readonly lossError: number;
}

export interface TurnClaim extends Claim {
  /** For each run, what each of twelve turns changed. Every second one is a mirror. */
  readonly turns: readonly (readonly TurnError[])[];
}

/**
 * C2, "if E is optimal, so is EQ: (EQ)(EQ)ᵀ = EEᵀ": every run is turned and mirrored at random, and its products and its
 * loss are computed again. The claim holds if none of them ever changes by more than 10⁻¹² of its size, which is rounding; else
 * it does not hold. The figure is the largest relative difference in a run.
 *
 * @param runs the word vectors of at least two runs, in double precision
 * @param loss of a model with these vectors, not 0
 * @param trainedWith model and text, in words
 * @param random draws the turns
 * @throws RangeError with fewer than two runs, or if a loss is not finite
 * @example
 * ```ts
 * const runs = [1, 2].map((seed) => startVectors(5, 3, 1, true, seedStreams(seed)).words);
 * const ofProducts = (E) => E.mmul(E.transpose()).norm();
 * const ofEntries = (E) => Math.abs(E.get(0, 0));
 * turnClaim(runs, ofProducts, "made up", randomFromText("turns")).verdict; // → "holds"
 * turnClaim(runs, ofEntries, "made up", randomFromText("turns")).verdict; // → "does not hold"
 * ```
 */
export function turnClaim(
  runs: readonly Matrix[],
  loss: (vectors: Matrix) => number,
  trainedWith: string,
  random: Random,
): TurnClaim {
  const turns = runs.map((run) => {
    const gram = run.mmul(run.transpose());
    const before = loss(run);
    return Array.from({ length: TURNS }, (_, k): TurnError => {
      const mirror = k % 2 === 1;
      const turn = randomOrthogonal(run.columns, random);
      if (determinant(turn) < 0 !== mirror) turn.mulColumn(0, -1);
      const after = run.mmul(turn);
      return {
        mirror,
        gramError: Matrix.sub(after.mmul(after.transpose()), gram).norm("frobenius") / gram.norm("frobenius"),
        lossError: Math.abs(loss(after) - before) / Math.abs(before),
      };
    });
  });
  const largest = turns.map((run) => Math.max(...run.flatMap((turn) => [turn.gramError, turn.lossError])));
  return {
    id: "C2",
    statement: "If E is optimal, so is EQ: (EQ)(EQ)ᵀ = EEᵀ",
    verdict: Math.max(...largest) < ROUNDING ? "holds" : "does not hold",
    figure: "largest relative difference of EEᵀ and of the loss after turns and mirrors",
    interval: sizeInterval(largest),
    beside: [],
    setting: settingOf(runs, trainedWith),
    section: "1.3",
    turns,
  };
}

import { type OptimizerName, optimizerNames } from "../../train";
import type { Verdict } from "../verdict-of";
import { caseVerdict } from "./case-verdict";
import type { ClaimFigure } from "./claim";
import { sizeInterval } from "./size-interval";

const TOGETHER = 1e-10;

/** A run from a start and a run from the turned start, with one optimizer. */
export interface TurnedStart {
  readonly optimiser: OptimizerName;
  /** What {@link turnedStart} gives. */
  readonly distances: readonly number[];
}

/**
 * "A turned start gives a turned run": it holds with an optimizer if all its runs end less than 10⁻¹⁰ of their size away from
 * each other. The verdict is *depends* if it holds with some optimizers and not with others ({@link caseVerdict}).
 *
 * @param starts at least two with each optimizer
 * @returns also the distances at the end, one figure for each optimizer, which is its name
 * @example
 * ```ts
 * const starts = [["sgd", 1e-15], ["sgd", 2e-15], ["adam", 0.5], ["adam", 0.6]].map(([optimiser, last]) =>
 *   ({ optimiser, distances: [0, last] }));
 * const { verdict, figures } = turnedStartVerdict(starts);
 * [verdict, figures[1].figure]; // → ["depends", "Adam"]
 * ```
 */
export function turnedStartVerdict(starts: readonly TurnedStart[]): {
  readonly verdict: Verdict;
  readonly figures: readonly ClaimFigure[];
} {
  const optimisers = [...new Set(starts.map(({ optimiser }) => optimiser))];
  const last = optimisers.map((name) =>
    starts.filter(({ optimiser }) => optimiser === name).map(({ distances }) => distances.at(-1)!),
  );
  return {
    verdict: caseVerdict(last.map((distances) => Math.max(...distances) < TOGETHER)),
    figures: last.map((distances, k) => ({
      figure: optimizerNames[optimisers[k]!],
      interval: sizeInterval(distances),
    })),
  };
}

import type { Matrix } from "ml-matrix";
import { averagesOfRuns } from "../../align";
import { neighbourLists } from "../../embedding";
import {
  displacements,
  type Interval,
  mean,
  meanInterval,
  neighbourOverlap,
  overlapFloor,
  pairsOfRuns,
  type WordDisplacement,
} from "../../stability";
import { verdictOf } from "../verdict-of";
import type { Claim } from "./claim";

const NEIGHBOURS = 10;
const MOVED = 20;

/** How well averages of so many runs agree. */
export interface AverageAgreement {
  /** Runs in each average. */
  readonly size: number;
  /** The share of the ten nearest neighbours of a word that two averages have in common, one for each period. */
  readonly neighbours: readonly number[];
  /** The share of the twenty farthest words that two averages have in common, one for each step to the next period. */
  readonly moved: readonly number[];
}

export interface AveragingClaim extends Claim {
  /** For single runs, averages of two, and averages of half of the runs. */
  readonly agreements: readonly AverageAgreement[];
  /** The same share for words that chance names. */
  readonly movedByChance: number;
  /** How much more averages of half of the runs have in common than single runs: neighbours, and farthest words. */
  readonly gains: { readonly neighbours: Interval; readonly moved: Interval };
}

/**
 * C16, "knowing how runs differ helps to compare models and to design experiments that can be repeated", by what
 * it is used for first: averages of aligned runs ({@link averagesOfRuns}) must have more neighbours in common than single
 * runs have. The claim holds if the gain's interval over the periods is above 0. Beside it: what averaging does for the list of
 * words that moved farthest, and how many words moved farther than reseeding moves them, with intervals over the steps.
 *
 * @param periods as many runs, at least four, of each of at least three periods, with the same words in the same rows
 * @param tests of each step from a period to the next ({@link displacementTest})
 * @param trainedWith model and text, in words
 * @throws RangeError if there are too few periods or runs, or if they cannot be compared
 * @example
 * ```ts
 * const normal = gaussian(randomFromText("periods"));
 * const noise = (size) => Matrix.from1DArray(60, 4, Array.from({ length: 240 }, () => size * normal()));
 * const periods = [1, 2, 3].map(() => {
 *   const period = noise(1);
 *   return Array.from({ length: 6 }, () => Matrix.add(period, noise(0.5)));
 * });
 * const tests = [0, 1].map((k) => displacementTest(periods[k], periods[k + 1], randomFromText("deals"), 100));
 * const claim = averagingClaim(periods, tests, "made up");
 * claim.verdict; // → "holds"
 * claim.agreements.map(({ size }) => size); // → [1, 2, 3]
 * ```
 */
export function averagingClaim(
  periods: readonly (readonly Matrix[])[],
  tests: readonly (readonly WordDisplacement[])[],
  trainedWith: string,
): AveragingClaim {
  const runs = periods[0]?.length ?? 0;
  if (periods.length < 3 || runs < 4 || periods.some((period) => period.length !== runs)) {
    throw new RangeError(
      `Cannot say what averaging is worth with ${periods.map((period) => period.length).join(", ") || "no"} runs of the ` +
        "periods: at least three periods are needed, with as many runs each, at least four",
    );
  }
  const { rows, columns } = periods[0]![0]!;
  const sizes = [...new Set([1, 2, Math.floor(runs / 2)])];
  const agreements = sizes.map((size) => agreementOf(periods, size));
  const [single, averaged] = [agreements[0]!, agreements.at(-1)!];
  const gain = (of: "neighbours" | "moved") =>
    meanInterval(averaged[of].map((value, k) => value - single[of][k]!));
  const gains = { neighbours: gain("neighbours"), moved: gain("moved") };
  const movedByChance = MOVED / rows;
  const half = `averages of ${averaged.size} runs`;
  return {
    id: "C16",
    statement:
      "Knowing how runs differ helps to compare models and to design experiments that can be repeated",
    verdict: verdictOf([gains.neighbours]),
    figure: `gain of ${half} over single runs in common nearest neighbours`,
    interval: gains.neighbours,
    chance: 0,
    beside: [
      {
        figure: "common nearest neighbours of single runs",
        interval: meanInterval(single.neighbours),
        chance: overlapFloor(rows, NEIGHBOURS),
      },
      {
        figure: `common nearest neighbours of ${half}`,
        interval: meanInterval(averaged.neighbours),
        chance: overlapFloor(rows, NEIGHBOURS),
      },
      {
        figure: "common farthest words of single runs",
        interval: meanInterval(single.moved),
        chance: movedByChance,
      },
      {
        figure: `common farthest words of ${half}`,
        interval: meanInterval(averaged.moved),
        chance: movedByChance,
      },
      {
        figure: "words that moved farther than reseeding moves them",
        interval: meanInterval(
          tests.map((words) => words.filter(({ pValue }) => pValue <= 0.05).length / words.length),
        ),
      },
    ],
    setting: `${trainedWith}, ${periods.length} periods, V = ${rows}, d = ${columns}, ${runs} runs of each`,
    section: "9.5",
    agreements,
    movedByChance,
    gains,
  };
}

function agreementOf(periods: readonly (readonly Matrix[])[], size: number): AverageAgreement {
  const averages = periods.map((runs) => averagesOfRuns(runs, size));
  return {
    size,
    neighbours: averages.map((ofPeriod) =>
      meanOverPairs(
        ofPeriod.map((run) => neighbourLists(run, NEIGHBOURS)),
        (a, b) => mean(neighbourOverlap(a, b)),
      ),
    ),
    moved: averages.slice(1).map((next, k) =>
      meanOverPairs(
        next.map((run, i) => farthest(displacements(averages[k]![i]!, run))),
        (a, b) => a.filter((w) => b.includes(w)).length / a.length,
      ),
    ),
  };
}

function meanOverPairs<T>(values: readonly T[], agreement: (a: T, b: T) => number): number {
  return mean(pairsOfRuns(values, agreement).map((pair) => pair.value));
}

function farthest(values: readonly number[]): number[] {
  return [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b).slice(0, MOVED);
}

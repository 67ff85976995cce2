import type { Matrix } from "ml-matrix";
import { neighbourLists } from "../../embedding";
import {
  aboveChance,
  bandMeans,
  type FrequencyBand,
  type Interval,
  jointReliabilityInterval,
  mean,
  neighbourOverlap,
  overlapFloor,
  pairsOfRuns,
  pairwiseInterval,
} from "../../stability";
import { agreementVerdict } from "./agreement-verdict";
import type { Claim, ClaimFigure } from "./claim";
import { settingOf } from "./setting-of";

const NEIGHBOURS = 10;

export interface NeighbourClaim extends Claim {
  /** The overlap of the ten nearest neighbours in each band of frequency. */
  readonly bands: readonly Interval[];
  /** {@link jointReliability} of all runs but one. */
  readonly joint: ClaimFigure;
}

/**
 * C8, "the neighbours of a word hardly change": the overlap of the ten nearest neighbours of each word between runs. By
 * what is above chance, {@link agreementVerdict} judges.
 *
 * @param runs the word vectors of at least three runs
 * @param trainedWith model and text, in words
 * @param bands of words, such as {@link frequencyBands} makes them; default none
 * @throws RangeError with fewer than three runs, or if they cannot be compared
 * @example
 * ```ts
 * const common = Array.from({ length: 600 }, gaussian(randomFromText("common")));
 * const runs = ["a", "b", "c"].map((text) => {
 *   const own = gaussian(randomFromText(text));
 *   return Matrix.from1DArray(100, 6, common.map((x) => x + 0.01 * own()));
 * });
 * const claim = neighbourClaim(runs, "made up", frequencyBands([...Array(100).keys()], [50]));
 * claim.verdict; // → "holds"
 * claim.interval.mean; // → 0.98
 * claim.bands.length; // → 2
 * ```
 */
export function neighbourClaim(
  runs: readonly Matrix[],
  trainedWith: string,
  bands: readonly FrequencyBand[] = [],
): NeighbourClaim {
  const words = runs[0]!.rows;
  const lists = runs.map((run) => neighbourLists(run, NEIGHBOURS));
  const overlaps = pairsOfRuns(lists, neighbourOverlap);
  const over = (value: (overlap: readonly number[]) => number) =>
    pairwiseInterval(overlaps.map((pair) => ({ ...pair, value: value(pair.value) })));
  const chance = overlapFloor(words, NEIGHBOURS);
  const joint = {
    figure: `share of neighbours that ${runs.length - 1} runs have in common`,
    interval: jointReliabilityInterval(lists, runs.length - 1),
  };
  return {
    id: "C8",
    statement: "The neighbours of a word hardly change from run to run",
    verdict: agreementVerdict(over((values) => aboveChance(mean(values), chance))),
    figure: "overlap of the ten nearest neighbours",
    interval: over(mean),
    chance,
    beside: [joint],
    setting: settingOf(runs, trainedWith),
    section: "4.3",
    joint,
    bands: bands.map((_, band) => over((values) => bandMeans(values, bands)[band]!)),
  };
}

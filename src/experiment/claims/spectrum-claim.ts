import type { Matrix } from "ml-matrix";
import { type Random, randomOrthogonal } from "../../random";
import {
  eigenspaceOverlap,
  eigenvalueSpectrum,
  type Interval,
  mean,
  meanInterval,
  pairsOfRuns,
  pairwiseInterval,
  permutationFloor,
  type SpectrumOf,
  spectrumDistance,
} from "../../stability";
import { agreementVerdict } from "./agreement-verdict";
import type { Claim, ClaimFigure } from "./claim";
import { settingOf } from "./setting-of";

/** For the chance floor of the overlap. */
const SHUFFLES = 3;

export interface SpectrumClaim extends Claim {
  /** The eigenvalues of the cosines between words, for each run. */
  readonly spectra: readonly (readonly number[])[];
  /** The difference of the eigenvalues of the correlations between coordinates. */
  readonly ofCoordinates: ClaimFigure;
  /** The same between a run and itself after a random turn, which means nothing. */
  readonly ofTurn: ClaimFigure;
  /** {@link eigenspaceOverlap} */
  readonly spaces: ClaimFigure;
}

/**
 * C10, "the eigenvalue spectrum of the correlation matrix is stable": the typical relative difference of an eigenvalue of
 * the table of all cosines between words, between runs. {@link agreementVerdict} judges 1 minus it.
 *
 * Beside it stand the same for the correlations of the coordinates, with what a random turn of one and the same run makes
 * of them, and the overlap of the spaces that the runs span: equal spectra do not mean equal spaces.
 *
 * @param runs the word vectors of at least three runs
 * @param trainedWith model and text, in words
 * @param random draws the turns, and shuffles words for the chance floor of the overlap
 * @throws RangeError with fewer than three runs, or if they cannot be compared
 * @example
 * ```ts
 * const common = Array.from({ length: 600 }, gaussian(randomFromText("common")));
 * const runs = ["a", "b", "c"].map((text) => {
 *   const own = gaussian(randomFromText(text));
 *   return Matrix.from1DArray(100, 6, common.map((x) => x + 0.1 * own()));
 * });
 * const claim = spectrumClaim(runs, "made up", randomFromText("turns"));
 * claim.verdict; // → "holds"
 * claim.interval.mean; // → 0.02
 * claim.spectra.map((spectrum) => spectrum.length); // → [6, 6, 6]
 * ```
 */
export function spectrumClaim(runs: readonly Matrix[], trainedWith: string, random: Random): SpectrumClaim {
  const spectraOf = (of: SpectrumOf, which = runs) => which.map((run) => eigenvalueSpectrum(run, of));
  const overSpectra = (of: readonly (readonly number[])[]) =>
    pairwiseInterval(pairsOfRuns(of, (a, b) => spectrumDistance(a, b)));
  const spectra = spectraOf("cosine");
  const interval = overSpectra(spectra);
  const correlations = spectraOf("correlation");
  const turned = spectraOf(
    "correlation",
    runs.map((run) => run.mmul(randomOrthogonal(run.columns, random))),
  );
  const ofCoordinates = {
    figure: "the same for the correlations of coordinates",
    interval: overSpectra(correlations),
  };
  const ofTurn = {
    figure: "the same for one run and itself, turned at random",
    interval: meanInterval(correlations.map((values, run) => spectrumDistance(values, turned[run]!))),
  };
  const spaces = {
    figure: "overlap of the spaces that two runs span",
    interval: pairwiseInterval(pairsOfRuns(runs, eigenspaceOverlap)),
    chance: mean(permutationFloor(runs[0]!, runs[1]!, eigenspaceOverlap, random, SHUFFLES)),
  };
  return {
    id: "C10",
    statement: "The eigenvalue spectrum of the correlation matrix is stable",
    verdict: agreementVerdict(oneMinus(interval)),
    figure: "typical relative difference of an eigenvalue of the cosines between words",
    interval,
    beside: [ofCoordinates, ofTurn, spaces],
    setting: settingOf(runs, trainedWith),
    section: "4.6, 4.7",
    spectra,
    ofCoordinates,
    ofTurn,
    spaces,
  };
}

function oneMinus({ mean, low, high }: Interval): Interval {
  return { mean: 1 - mean, low: 1 - high, high: 1 - low };
}

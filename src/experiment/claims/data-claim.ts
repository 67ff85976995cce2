import { Matrix } from "ml-matrix";
import { balancedFactors, procrustes } from "../../align";
import { type Interval, logLogSlope, normalisedDistance, varianceComponentsOfPairs } from "../../stability";
import { centredLogits, type SoftmaxFit } from "../../train";
import type { CrossedLength } from "../cross-planted-texts";
import { crossedPairsOf } from "../crossed-pairs-of";
import type { PlantedTexts } from "../planted-texts";
import { powerBetween } from "../power-between";
import { type Verdict, verdictOf } from "../verdict-of";
import type { TableRow } from "../write-table";
import type { Claim, ClaimFigure } from "./claim";

/** What C12 is judged by. */
export interface DataResults {
  readonly planted: PlantedTexts;
  /** As {@link fitPlantedTexts} gives them. */
  readonly fits: readonly (readonly SoftmaxFit[])[];
  /** As {@link crossPlantedTexts} gives it, for a model with fewer numbers per word than the truth has. */
  readonly tooSmall: readonly CrossedLength[];
  /** The pairs of a {@link dataGrid}. */
  readonly pairs: readonly TableRow[];
}

/** A quantity that the statement says goes to 0, and the power of N by which it goes. */
export interface DataPart extends ClaimFigure {
  /** It holds if all of the interval is nearer to −1/2 than to 0. */
  readonly verdict: Verdict;
}

export interface DataClaim extends Claim {
  readonly parts: {
    /** The error of the predictions (centred logits). */
    readonly predictions: DataPart;
    /** The distance of the word vectors from the true ones, after the best turn. */
    readonly vectors: DataPart;
    /** The difference between seeds on the same text, of a model that is too small. */
    readonly seeds: DataPart;
    /** The same on a real text. */
    readonly seedsOnRealText: DataPart;
  };
  /** The same power for the word vectors as trained. */
  readonly asTrained: ClaimFigure;
  /** For the word vectors if they are balanced before the turn. */
  readonly balanced: ClaimFigure;
}

/** From here on every planted text has a best fit. */
const LONG = 100_000;
/** On real text, every run must have taken as many steps: otherwise short texts are hardly trained. */
const HELD = "updates held";

/**
 * C12, "as N → ∞, what training finds goes to the truth, so embeddings become stable". By theory, errors go to 0 as
 * N^(−1/2). Of four quantities that the statement says go to 0, this is the power of N by which they do
 * ({@link logLogSlope}). On planted texts: the error of the predictions; the distance of the word vectors from the true
 * ones after the best turn; and, with a model that is too small, as models of real languages are, the difference
 * (standard deviation) between the predictions of seeds on the same text. On the real text: the same difference of the
 * cosines between words, with as many steps on a long text as on a short one.
 *
 * A quantity goes to 0 if all of its interval is below −1/4, nearer to −1/2 than to 0. The statement holds if all four
 * go to 0, holds in part if some do, and does not hold if none does. The figure is that of the predictions, which are
 * all that a text can determine.
 *
 * @param trainedWith text and model of the pairs, in words
 * @throws RangeError if a planted text of 100,000 pairs or more has no best fit, or with fewer than two such lengths
 * @example
 * ```ts
 * const texts = plantedTexts("quick", 1, 16);
 * const planted = { ...texts, seeds: texts.seeds.slice(0, 3), lengths: [100_000, 200_000] };
 * const fits = await fitPlantedTexts(planted);
 * const { textSeeds } = texts.crossed;
 * const few = { seeds: runSeeds(1, 3), textSeeds: textSeeds.slice(0, 3), lengths: [10_000, 40_000] };
 * const tooSmall = await crossPlantedTexts({ ...texts, crossed: few }, 3);
 * const pairs = loadResults("data-full-pairs");
 * const { verdict, parts, asTrained } = dataClaim({ planted, fits, tooSmall, pairs }, "skip-gram on the Bible");
 * verdict; // → "holds in part"
 * parts.predictions.verdict; // → "holds"
 * parts.seedsOnRealText.interval; // → { mean: -0.092, low: -0.113, high: -0.068 }
 * Math.abs(asTrained.interval.mean) < 0.05; // → true
 * ```
 */
export function dataClaim({ planted, fits, tooSmall, pairs }: DataResults, trainedWith: string): DataClaim {
  const { language, lengths } = planted;
  const [size, dimension] = [language.words.rows, language.words.columns];
  const slope = (figure: string, distance: (fit: SoftmaxFit) => number): ClaimFigure => ({
    figure,
    interval: logLogSlope(
      lengths.filter((length) => length >= LONG),
      fits.map((ofText, text) => longFits(ofText, lengths, text).map(distance)),
    ),
  });
  const truth = centredLogits(language.words, language.contexts);
  const balancedTruth = balancedFactors(language.words, language.contexts).words;
  const turned = (words: Matrix, wanted: Matrix) =>
    normalisedDistance(procrustes(words, wanted).aligned, wanted);
  const asTrained = slope("slope of the distance of word vectors, as trained, from the true ones", (fit) =>
    normalisedDistance(fit.words, language.words),
  );
  const balanced = slope(
    "slope of the distance of word vectors, balanced and turned, from the true ones",
    (fit) => turned(balancedFactors(fit.words, fit.contexts).words, balancedTruth),
  );
  const onRealText = realText(pairs);
  const parts = {
    predictions: judged(
      slope(
        "slope of the error of predictions against N on log axes (theory: −1/2)",
        (fit) => Matrix.sub(centredLogits(fit.words, fit.contexts), truth).norm("frobenius") / size,
      ),
    ),
    vectors: judged(
      slope("slope of the distance of word vectors, after the best turn, from the true ones", (fit) =>
        turned(fit.words, language.words),
      ),
    ),
    seeds: judged({
      figure: "slope of the difference between seeds, model too small",
      interval: powerOfSeeds(tooSmall),
    }),
    seedsOnRealText: judged({
      figure: "slope of the difference between seeds, real text",
      interval: powerOfSeeds(onRealText),
    }),
  };
  const judgedParts = Object.values(parts);
  const held = judgedParts.filter(({ verdict }) => verdict === "holds").length;
  const [decisive, ...others] = judgedParts.map(
    ({ figure, interval }): ClaimFigure => ({ figure, interval }),
  );
  return {
    id: "C12",
    statement: "As N → ∞, what training finds goes to the truth, so embeddings become stable",
    verdict: held === judgedParts.length ? "holds" : held > 0 ? "holds in part" : "does not hold",
    ...decisive!,
    beside: [...others, asTrained, balanced, ...shares(onRealText)],
    setting: `planted language, V = ${size}, d = ${dimension}, ${fits.length} texts; ${trainedWith}`,
    section: "6.2, 6.4, 6.5, 6.7",
    parts,
    asTrained,
    balanced,
  };
}

function longFits(ofText: readonly SoftmaxFit[], lengths: readonly number[], text: number): SoftmaxFit[] {
  return ofText.filter(({ outcome }, k) => {
    if (lengths[k]! < LONG) return false;
    if (outcome === "converged") return true;
    throw new RangeError(
      `Cannot say how fast the error falls: at ${lengths[k]} pairs, text ${text + 1} has no best fit (${outcome})`,
    );
  });
}

function judged({ figure, interval }: ClaimFigure): DataPart {
  const { mean, low, high } = interval;
  return {
    figure,
    interval,
    verdict: verdictOf([{ mean: -1 / 4 - mean, low: -1 / 4 - high, high: -1 / 4 - low }]),
  };
}

/** The parts of the variance of a cosine, by the number of verses. */
function realText(pairs: readonly TableRow[]): CrossedLength[] {
  const own = pairs.filter(({ model }) => model === HELD);
  const lengths = [...new Set(own.map(({ documents }) => Number(documents)))].sort((a, b) => a - b);
  return lengths.map((length) => ({
    length,
    components: varianceComponentsOfPairs(
      crossedPairsOf(
        own.filter(({ documents }) => documents === length),
        "cosineDifference",
      ),
    ),
  }));
}

/** The power of N by which the standard deviation between seeds on the same text changes: half that of their variance. */
function powerOfSeeds(lengths: readonly CrossedLength[]): Interval {
  const { mean, low, high } = powerBetween(lengths, "withinSample");
  return { mean: mean / 2, low: low / 2, high: high / 2 };
}

function shares(lengths: readonly CrossedLength[]): ClaimFigure[] {
  return [lengths[0]!, lengths.at(-1)!].map(({ length, components }) => ({
    figure: `the seed's share of the variance on ${length.toLocaleString("en")} documents of real text`,
    interval: components.seedShare,
  }));
}

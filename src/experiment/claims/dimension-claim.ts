import { aboveChance, type Interval, intervalOfDifference, mean, meanInterval } from "../../stability";
import type { PredictionErrors } from "../prediction-errors";
import { verdictOf } from "../verdict-of";
import type { TableRow } from "../write-table";
import type { Claim } from "./claim";

/** What came out of a {@link dimensionGrid}. */
export interface DimensionTables {
  readonly runs: readonly TableRow[];
  readonly pairs: readonly TableRow[];
  readonly errors: readonly PredictionErrors[];
}

/** Two ways to measure how alike runs with other seeds are, and two parts of the variance of their predictions. */
export type DimensionMeasure = "neighbourOverlap" | "eigenspaceOverlap" | "sample" | "seed";

/** What one training makes of most dimensions, compared with fewest. */
export interface DimensionChange {
  readonly measure: DimensionMeasure;
  readonly training: string;
  /** With most dimensions minus with fewest: of an overlap above chance, or of a variance in nats². */
  readonly change: Interval;
  /** The same, above 0 where runs become less stable: overlaps with their sign turned. */
  readonly instability: Interval;
}

export interface DimensionClaim extends Claim {
  /** Of every measure, after every training. */
  readonly changes: readonly DimensionChange[];
}

const NAMES: Readonly<Record<DimensionMeasure, string>> = {
  neighbourOverlap: "overlap of the ten nearest neighbours above chance",
  eigenspaceOverlap: "overlap of the spaces that two runs span above chance",
  sample: "variance of predictions from the text (nats²)",
  seed: "variance of predictions from the seed (nats²)",
};

/**
 * C11, "a larger dimension means a larger space of solutions, so more variance". Runs with most dimensions are compared
 * with those with fewest, by two families of measures: how little of their neighbours and of their spaces they share,
 * above chance ({@link aboveChance}, for what chance gives grows with d), and how much their predictions vary with the
 * text and with the seed ({@link predictionErrors}). {@link verdictOf} judges all these changes of all trainings
 * together: the statement holds if everything becomes less stable, and depends if some of it becomes less and some more
 * stable.
 *
 * The figure is the change of the neighbours' overlap after the longest training.
 *
 * @param tables with the longest training last, and at least two texts
 * @param trainedWith model and text, in words
 * @throws RangeError with one text, or if a measure is missing
 * @example
 * ```ts
 * const [runs, pairs, errors] = ["runs", "pairs", "errors"].map((kind) => loadResults(`dimension-full-${kind}`));
 * const claim = dimensionClaim({ runs, pairs, errors: readErrors(errors) }, "skip-gram on the Bible");
 * claim.verdict; // → "depends"
 * claim.interval.mean; // → 0.178
 * claim.changes.find(({ measure }) => measure === "eigenspaceOverlap").change.mean < 0; // → true
 * claim.setting; // → "skip-gram on the Bible, 8,000 documents, V = 1524, d = 4 to 256, 5 seeds on 5 texts"
 * ```
 */
export function dimensionClaim(
  { runs, pairs, errors }: DimensionTables,
  trainedWith: string,
): DimensionClaim {
  const different = <T>(values: readonly T[]) => [...new Set(values)];
  const trainings = different(errors.map(({ model }) => model));
  const dimensions = different(errors.map(({ dimension }) => dimension)).sort((a, b) => a - b);
  const [fewest, most] = [dimensions[0]!, dimensions.at(-1)!];
  const changes = trainings.flatMap((training) => {
    const variance = (d: number, part: "sample" | "seed") => {
      const found = errors.find(({ model, dimension }) => model === training && dimension === d);
      if (found === undefined)
        throw new RangeError(`Cannot judge d = ${d}: there are no errors of ${training}`);
      return found[part];
    };
    return [
      ...(["neighbourOverlap", "eigenspaceOverlap"] as const).map((measure): DimensionChange => {
        const own = pairs.filter(({ model }) => model === training);
        const [first, last] = [fewest, most].map((d) => overlapsByText(own, d, measure));
        const change = meanInterval(last!.map((overlap, text) => overlap - first![text]!));
        return { measure, training, change, instability: negative(change) };
      }),
      ...(["sample", "seed"] as const).map((measure): DimensionChange => {
        const change = intervalOfDifference(variance(fewest, measure), variance(most, measure));
        return { measure, training, change, instability: change };
      }),
    ];
  });
  const figures = changes.map(({ measure, training, change }) => ({
    figure: `change of the ${NAMES[measure]}, ${training}`,
    interval: change,
  }));
  const decisive = changes.findLastIndex(({ measure }) => measure === "neighbourOverlap");
  const count = (column: string) => different(runs.map((row) => row[column])).length;
  return {
    id: "C11",
    statement: "A larger dimension means a larger space of solutions, so more variance",
    verdict: verdictOf(changes.map(({ instability }) => instability)),
    ...figures[decisive]!,
    beside: [...figures.slice(decisive + 1), ...figures.slice(0, decisive)],
    setting:
      `${trainedWith}, ${Number(runs[0]!.documents).toLocaleString("en")} documents, ` +
      `V = ${runs[0]!.vocabulary}, d = ${fewest} to ${most}, ` +
      `${count("seed")} seeds on ${count("resample")} texts`,
    section: "5.2, 5.4",
    changes,
  };
}

/** The mean over all pairs of seeds, above chance, for each text. */
function overlapsByText(pairs: readonly TableRow[], dimension: number, metric: string): number[] {
  const own = pairs.filter((row) => row.dimension === dimension);
  const texts = [...new Set(own.map((row) => row.firstResample))];
  return texts.map((text) => {
    const ofText = own.filter((row) => row.firstResample === text);
    return aboveChance(
      mean(ofText.map((row) => row[metric] as number)),
      mean(ofText.map((row) => row[`${metric}Floor`] as number)),
    );
  });
}

function negative({ mean, low, high }: Interval): Interval {
  return { mean: -mean, low: -high, high: -low };
}

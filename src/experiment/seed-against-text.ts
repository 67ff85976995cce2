import { crossedMeans, type Interval, mean, varianceComponentsOfPairs } from "../stability";
import { crossedPairsOf } from "./crossed-pairs-of";
import type { TableRow } from "./write-table";

/** How alike the runs of a model are: neighbour overlaps, with their 95 % intervals. */
export interface SeedAgainstText {
  readonly model: string;
  /** Other seeds, the same text. 1 for a model without chance. */
  readonly otherSeed: Interval;
  /** The same seeds, another resample of the text. */
  readonly otherText: Interval;
  readonly both: Interval;
  readonly floor: number;
  /** The share of the variance of the cosines that stays if all runs read the same text. */
  readonly seedShare: Interval;
}

/**
 * The seed-against-resample table: what another seed does to a model, and what another text does.
 *
 * @param pairs those of a {@link modelGrid}, or of another grid with all pairs of at least 3 seeds × 3 resamples, of one
 *   dimension and one size of the text
 * @returns one row for each model, in the order of the grid
 * @throws what crossedPairsOf and crossedMeans throw
 * @example
 * ```ts
 * const documents = loadCorpus("king-james-bible").documents.slice(0, 300);
 * const grid = {
 *   ...modelGrid("quick", 1), corpus: { name: "verses", documents }, documents: [300], vocabulary: { maxSize: 30 },
 *   models: [{ model: "ppmi-svd" }], dimensions: [4],
 * };
 * const { pairs } = await runGrid(grid, { folder: "out/test/reliability" });
 * const [{ otherSeed, otherText, seedShare }] = seedAgainstText(pairs);
 * [otherSeed.mean, otherText.mean < 1, seedShare.mean]; // → [1, true, 0]
 * ```
 */
export function seedAgainstText(pairs: readonly TableRow[]): SeedAgainstText[] {
  return [...new Set(pairs.map((row) => row.model as string))].map((model) => {
    const own = pairs.filter((row) => row.model === model);
    const { otherSeed, otherSample, other } = crossedMeans(crossedPairsOf(own, "neighbourOverlap"));
    return {
      model,
      otherSeed,
      otherText: otherSample,
      both: other,
      floor: mean(own.map((row) => row.neighbourOverlapFloor as number)),
      seedShare: varianceComponentsOfPairs(crossedPairsOf(own, "cosineDifference")).seedShare,
    };
  });
}

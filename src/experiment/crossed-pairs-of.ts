import type { CrossedPair } from "../stability";
import type { TableRow } from "./write-table";

/**
 * One metric of the pairs of a grid, as {@link crossedMeans} and {@link varianceComponentsOfPairs} take it. The resamples
 * of the text are the samples.
 *
 * @param rows all pairs of runs that differ in seed and resample, and in nothing else
 * @throws RangeError if the pairs are of several models, dimensions or sizes, or lack the metric
 * @example
 * ```ts
 * const row = {
 *   model: "glove", dimension: 8, documents: 50, differ: "both",
 *   firstSeed: 0, firstResample: 3, secondSeed: 1, secondResample: 7, cosine: 0.25,
 * };
 * const [pair] = crossedPairsOf([row], "cosine");
 * pair; // → { firstSeed: 0, firstSample: 0, secondSeed: 1, secondSample: 1, value: 0.25 }
 * ```
 */
export function crossedPairsOf(rows: readonly TableRow[], metric: string): CrossedPair[] {
  for (const column of ["model", "dimension", "documents"]) {
    const values = [...new Set(rows.map((row) => row[column]))];
    if (values.length > 1) {
      throw new RangeError(
        `Cannot cross seeds and resamples of several values of ${column} (${values.join(", ")}): give the pairs of one`,
      );
    }
  }
  const number = (row: TableRow, column: string) => {
    const value = row[column];
    if (typeof value !== "number") {
      throw new RangeError(
        `Cannot read ${column} from a pair of runs: it has the columns ${Object.keys(row).join(", ")}`,
      );
    }
    return value;
  };
  const resamples = rows.flatMap((row) => [number(row, "firstResample"), number(row, "secondResample")]);
  const sampleOf = [...new Set(resamples)].sort((a, b) => a - b);
  return rows.map((row) => ({
    firstSeed: number(row, "firstSeed"),
    firstSample: sampleOf.indexOf(number(row, "firstResample")),
    secondSeed: number(row, "secondSeed"),
    secondSample: sampleOf.indexOf(number(row, "secondResample")),
    value: number(row, metric),
  }));
}

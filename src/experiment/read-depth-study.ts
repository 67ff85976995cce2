import type { DepthPairRow, DepthRunRow, DepthStudy } from "./depth-study";
import type { TableRow } from "./write-table";

/**
 * What {@link depthStudy} gave, from the tables that the sweep over depths writes.
 *
 * @param moments the table of runs, "depth-full-moments"
 * @param scores the table of pairs, "depth-full-scores"
 * @throws RangeError if they are other tables
 * @example
 * ```ts
 * const moments = [{ depth: 2, seed: 0, wordsRead: 100, loss: 4, wordsStart: 0.8, outputStart: 0.7 }];
 * const score = { depth: 2, vectors: "words", wordsRead: 100, band: "all", first: 0, second: 1 };
 * const scores = [{ ...score, heldOutCosine: 0.5, heldOutCosineFloor: 0.01, neighbourOverlap: 0.3 }];
 * readDepthStudy(moments, scores).pairs[0].band; // → "all"
 * readDepthStudy(scores, moments); // throws /has no column "seed"/
 * ```
 */
export function readDepthStudy(moments: readonly TableRow[], scores: readonly TableRow[]): DepthStudy {
  const number = (row: TableRow, name: string) => {
    const value = cell(row, name);
    if (typeof value !== "number")
      throw new RangeError(`Cannot read a study of depths: ${name} is "${value}"`);
    return value;
  };
  return {
    runs: moments.map(
      (row): DepthRunRow => ({
        depth: number(row, "depth"),
        seed: number(row, "seed"),
        wordsRead: number(row, "wordsRead"),
        loss: number(row, "loss"),
        wordsStart: number(row, "wordsStart"),
        outputStart: number(row, "outputStart"),
      }),
    ),
    pairs: scores.map(
      (row): DepthPairRow => ({
        depth: number(row, "depth"),
        vectors: cell(row, "vectors") === "words" ? "words" : "output",
        wordsRead: number(row, "wordsRead"),
        band: String(cell(row, "band")),
        first: number(row, "first"),
        second: number(row, "second"),
        heldOutCosine: number(row, "heldOutCosine"),
        heldOutCosineFloor: number(row, "heldOutCosineFloor"),
        neighbourOverlap: number(row, "neighbourOverlap"),
      }),
    ),
  };
}

function cell(row: TableRow, name: string): string | number {
  const value = row[name];
  if (value !== undefined) return value;
  throw new RangeError(
    `Cannot read a study of depths: a table has no column "${name}", only ${Object.keys(row).join(", ")}`,
  );
}

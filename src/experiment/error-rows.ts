import type { Interval } from "../stability";
import type { PredictionErrors } from "./prediction-errors";
import type { TableRow } from "./write-table";

const PARTS = ["error", "biasSquared", "seed", "sample"] as const;

/**
 * A table of {@link predictionErrors}: one row for each part of the error.
 *
 * @example
 * ```ts
 * const interval = { mean: 0.5, low: 0.4, high: 0.6 };
 * const parts = { error: interval, biasSquared: interval, seed: interval, sample: interval, noise: 0.1 };
 * const rows = errorRows([{ model: "glove", dimension: 8, ...parts }]);
 * rows[3]; // → { model: "glove", dimension: 8, part: "sample", mean: 0.5, low: 0.4, high: 0.6 }
 * rows.length; // → 5
 * ```
 */
export function errorRows(errors: readonly PredictionErrors[]): TableRow[] {
  return errors.flatMap(({ model, dimension, noise, ...parts }) => [
    ...PARTS.map((part) => ({ model, dimension, part, ...parts[part] })),
    { model, dimension, part: "noise", mean: noise, low: noise, high: noise },
  ]);
}

/**
 * Reads {@link predictionErrors} from a table of theirs, such as "dimension-full-errors".
 *
 * @throws RangeError if a part of the error is missing
 * @example
 * ```ts
 * const [{ model, dimension, biasSquared }] = readErrors(loadResults("dimension-full-errors"));
 * [model, dimension]; // → ["5 epochs", 4]
 * biasSquared.mean > 0; // → true
 * ```
 */
export function readErrors(rows: readonly TableRow[]): PredictionErrors[] {
  const errors = rows.filter(({ part }) => part === "error");
  return errors.map(({ model, dimension }) => {
    const of = (wanted: string): Interval => {
      const row = rows.find(
        (one) => one.model === model && one.dimension === dimension && one.part === wanted,
      );
      if (row === undefined) {
        throw new RangeError(
          `Cannot read the errors of ${model}, d = ${dimension}: the table has no row for the part "${wanted}"`,
        );
      }
      return { mean: Number(row.mean), low: Number(row.low), high: Number(row.high) };
    };
    return {
      model: String(model),
      dimension: Number(dimension),
      error: of("error"),
      biasSquared: of("biasSquared"),
      seed: of("seed"),
      sample: of("sample"),
      noise: of("noise").mean,
    };
  });
}

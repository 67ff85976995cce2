import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { type Interval, meanInterval } from "./interval";

/** What was measured in one run, at points of its own. */
export interface LogLogRun {
  /** For each quantity on which y may depend, its value at every point, above 0. */
  readonly x: readonly (readonly number[])[];
  /** What was measured at every point, above 0. */
  readonly y: readonly number[];
}

/**
 * The powers p, q, … of a law y = c·xᵖ·zᑫ·…: log y fitted by least squares to all logarithms at once, to each run by itself;
 * the mean over the runs of each power, with its 95 % interval. Each power says how y changes with its quantity while the
 * others stay the same. The points of one run need not be independent, the runs must be. With a single quantity, the same
 * in all runs, this is logLogSlope.
 *
 * @returns one interval for each quantity
 * @throws RangeError with fewer than two runs, if the lengths differ, if a number is not above 0, or if the points of a run
 *   do not determine the powers: too few points, or quantities that change together
 * @example
 * ```ts
 * const x = [[1, 1, 4, 4], [10, 20, 10, 20]];
 * const run = (c) => ({ x, y: x[0].map((value, k) => c / Math.sqrt(value) / x[1][k]) });
 * logLogSlopes([run(3), run(5)]).map(({ mean }) => mean); // → [-0.500, -1.000]
 * logLogSlopes([1, 2].map((c) => ({ x: [[2, 2]], y: [c, c] }))); // throws /do not determine/
 * ```
 */
export function logLogSlopes(runs: readonly LogLogRun[]): Interval[] {
  const powers = runs.map(powersOf);
  return (runs[0]?.x ?? []).map((_, k) => meanInterval(powers.map((ofRun) => ofRun[k]!)));
}

function powersOf({ x, y }: LogLogRun, run: number): number[] {
  const odd = x.find((values) => values.length !== y.length);
  if (odd !== undefined) {
    throw new RangeError(
      `Cannot fit slopes: run ${run} has ${y.length} values y, and ${odd.length} of a quantity x`,
    );
  }
  const bad = [...x, y].flat().find((value) => !(value > 0 && Number.isFinite(value)));
  if (bad !== undefined) {
    throw new RangeError(
      `Cannot fit slopes to logarithms: run ${run} holds ${bad}, and numbers above 0 are needed`,
    );
  }
  const logs = new Matrix(y.map((_, point) => [1, ...x.map((values) => Math.log(values[point]!))]));
  const svd = new SingularValueDecomposition(logs, { autoTranspose: true });
  if (svd.rank < logs.columns) {
    throw new RangeError(
      `Cannot fit slopes: the points of run ${run} (in number: ${y.length}) do not determine every power. ` +
        "Give more points, at which each quantity changes on its own",
    );
  }
  return svd
    .solve(Matrix.columnVector(y.map(Math.log)))
    .to1DArray()
    .slice(1);
}

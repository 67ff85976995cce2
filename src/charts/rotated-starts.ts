import { quantile } from "../stability";
import { type OptimizerName, optimizerNames } from "../train";
import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { intervalBand } from "./interval-band";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";
import { ZERO_PLACE, zeroNote } from "./zero-place";

/** How far one pair of runs (start and turned start) was apart at the start and after every step, relative to their size. */
export interface RotatedStart {
  readonly optimiser: string;
  readonly distances: readonly number[];
}

/**
 * The distance between a turned run and the run from the turned start, step by step, on a log axis:
 * the median over starts, and a band from the smallest to the largest.
 *
 * @throws RangeError if the runs have different numbers of steps, or a distance is not finite
 * @example
 * ```ts
 * rotatedStarts([{ optimiser: "sgd", distances: [1e-16, 2e-16] }]).caption; // → "After 1 step: gradient descent 2·10⁻¹⁶."
 * ```
 */
export function rotatedStarts(runs: readonly RotatedStart[]): Figure {
  requireNumbers(
    "the distance of turned runs",
    runs.flatMap((run) => run.distances),
  );
  const steps = runs[0]!.distances.length - 1;
  const other = runs.find((run) => run.distances.length !== steps + 1);
  if (other !== undefined)
    throw new RangeError(
      `Cannot draw runs of ${steps} and of ${other.distances.length - 1} steps together: all need as many steps`,
    );
  const x = Array.from({ length: steps + 1 }, (_, step) => step);
  const summaries = [...new Set(runs.map((run) => run.optimiser))].map((optimiser) => {
    const group = runs.filter((run) => run.optimiser === optimiser);
    return {
      name: optimizerNames[optimiser as OptimizerName] ?? optimiser,
      spans: x.map((step) => {
        const values = group.map((run) => Math.max(run.distances[step]!, ZERO_PLACE));
        return { low: Math.min(...values), mean: quantile(values, 0.5), high: Math.max(...values) };
      }),
    };
  });
  return figure({
    title: "A turned start: does the run turn with it?",
    caption:
      `After ${steps} step${steps === 1 ? "" : "s"}: ` +
      `${summaries.map(({ name, spans }) => `${name} ${exponent(spans.at(-1)!.mean)}`).join(", ")}.` +
      zeroNote(runs.flatMap((run) => run.distances)),
    x: { title: "step" },
    y: { title: "relative distance of the two runs (no unit)", type: "log", range: [3e-18, 10] },
    traces: summaries.flatMap(({ name, spans }, k) => intervalBand(x, spans, { name, ...seriesStyle(k) })),
  });
}

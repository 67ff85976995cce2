import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** One kind of difference between runs: for each step looked at, its values over all pairs of runs. */
export interface RemainingDifference {
  readonly name: string;
  readonly pairs: readonly (readonly number[])[];
}

/**
 * What is left between runs as training goes on: the mean over pairs of runs, with a band from the closest to the
 * farthest pair. A line marks the step from which the loss is flat.
 *
 * @param steps the steps looked at
 * @param differences one entry per kind, each with one list of pairs per step
 * @param flatFrom the step from which the loss is flat
 * @example
 * ```ts
 * const chart = whatRemains([10, 20], [{ name: "after the best turn", pairs: [[0.4, 0.6], [0.1, 0.3]] }], 15);
 * chart.caption; // → "Mean over pairs after 20 steps, after the best turn: 0.20."
 * ```
 */
export function whatRemains(
  steps: readonly number[],
  differences: readonly RemainingDifference[],
  flatFrom: number,
): Figure {
  requireNumbers(
    "what is left between runs",
    differences.flatMap(({ pairs }) => pairs.flat()),
  );
  const spans = differences.map(({ pairs }) =>
    pairs.map((values) => ({
      low: Math.min(...values),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      high: Math.max(...values),
    })),
  );
  const ceiling = 1.1 * Math.max(...spans.flat().map((span) => span.high));
  const share = Math.log(flatFrom / steps[0]!) / Math.log(steps.at(-1)! / steps[0]!);
  return figure({
    title: "What is left between two runs, as training goes on",
    caption: `Mean over pairs after ${formatNumber(steps.at(-1)!)} steps, ${differences
      .map(({ name }, k) => `${name}: ${formatFixed(spans[k]!.at(-1)!.mean, 2)}`)
      .join("; ")}.`,
    x: { title: "training steps", type: "log", range: [steps[0]! * 0.9, steps.at(-1)! * 1.1] },
    y: { title: "difference (0 equal, 1 unrelated)", range: [0, ceiling] },
    height: 460,
    traces: differences.flatMap(({ name }, k) => intervalBand(steps, spans[k]!, { name, ...seriesStyle(k) })),
    references: [
      { x: flatFrom, label: "from here the loss is flat", place: share > 0.6 ? "above left" : "above right" },
    ],
  });
}

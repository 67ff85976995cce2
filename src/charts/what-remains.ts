import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { grey } from "./palette";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** One kind of difference between runs. */
export interface RemainingDifference {
  readonly name: string;
  /** For each step looked at, its values over all pairs of runs. */
  readonly pairs: readonly (readonly number[])[];
  /** For each step, what chance gives. */
  readonly floor: readonly number[];
}

/**
 * What is left between runs as training goes on: the mean over pairs of runs, with a band from the closest to the
 * farthest pair, and dotted what chance gives. A line marks the step from which the loss is flat.
 *
 * @param steps the steps looked at
 * @param differences one entry per kind, each with one list of pairs and one floor per step
 * @param flatFrom the step from which the loss is flat
 * @example
 * ```ts
 * const turn = { name: "after the best turn", pairs: [[0.4, 0.6], [0.1, 0.3]], floor: [0.8, 0.7] };
 * const chart = whatRemains([10, 20], [turn], 15);
 * chart.caption; // → "Mean over pairs after 20 steps (by chance), after the best turn: 0.200 (0.700)."
 * ```
 */
export function whatRemains(
  steps: readonly number[],
  differences: readonly RemainingDifference[],
  flatFrom: number,
): Figure {
  requireNumbers(
    "what is left between runs",
    differences.flatMap(({ pairs, floor }) => [...pairs.flat(), ...floor]),
  );
  const spans = differences.map(({ pairs }) =>
    pairs.map((values) => ({
      low: Math.min(...values),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      high: Math.max(...values),
    })),
  );
  const ceiling =
    1.1 * Math.max(...spans.flat().map((span) => span.high), ...differences.flatMap(({ floor }) => floor));
  const share = Math.log(flatFrom / steps[0]!) / Math.log(steps.at(-1)! / steps[0]!);
  return figure({
    title: "What is left between two runs, as training goes on",
    caption: `Mean over pairs after ${formatNumber(steps.at(-1)!)} steps (by chance), ${differences
      .map(
        ({ name, floor }, k) =>
          `${name}: ${formatFixed(spans[k]!.at(-1)!.mean, 3)} (${formatFixed(floor.at(-1)!, 3)})`,
      )
      .join("; ")}.`,
    height: 460,
    shareY: true,
    panels: differences.map(({ name, floor }, k) => ({
      title: name,
      x: {
        title: "training steps",
        type: "log" as const,
        range: [steps[0]! * 0.9, steps.at(-1)! * 1.1] as const,
      },
      y: { title: "difference (0 equal)", range: [0, ceiling] as const },
      traces: [
        ...intervalBand(steps, spans[k]!, { name: "two runs", ...seriesStyle(0) }),
        {
          type: "scatter" as const,
          mode: "lines" as const,
          name: "chance floor: words shuffled",
          x: steps,
          y: floor,
          line: { color: grey, dash: "dot" as const },
        },
      ],
      references: [
        {
          x: flatFrom,
          label: "loss flat",
          place: share > 0.6 ? ("above left" as const) : ("above right" as const),
        },
      ],
    })),
  });
}

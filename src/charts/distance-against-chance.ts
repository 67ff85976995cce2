import type { Interval } from "../stability";
import { errorBars } from "./error-bars";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { jitter } from "./jitter";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** Distances of one kind, one per pair of runs, with the interval of their mean over runs. */
export interface DistanceGroup {
  readonly name: string;
  readonly values: readonly number[];
  readonly interval: Interval;
}

/**
 * Distances between runs beside distances of unrelated matrices: a point per pair, the mean with its interval over runs.
 *
 * @example
 * ```ts
 * const group = { name: "two runs", values: [1, 2], interval: { mean: 1.5, low: 1, high: 2 } };
 * distanceAgainstChance([group]).caption; // → "Mean distance, two runs: 1.5."
 * ```
 */
export function distanceAgainstChance(groups: readonly DistanceGroup[]): Figure {
  requireNumbers(
    "distances",
    groups.flatMap((group) => [...group.values, group.interval.mean, group.interval.high]),
  );
  const ceiling = 1.15 * Math.max(...groups.flatMap((group) => [...group.values, group.interval.high]));
  return figure({
    title: "Plain distance: two runs look unrelated",
    caption: `Mean distance, ${groups.map((group) => `${group.name}: ${formatFixed(group.interval.mean, 1)}`).join("; ")}.`,
    x: {
      title: "compared",
      range: [-0.6, groups.length - 0.3],
      ticks: { values: groups.map((_, k) => k), labels: groups.map((group) => group.name) },
    },
    y: { title: "Frobenius distance (units of the vectors)", range: [0, ceiling] },
    traces: [
      ...groups.map((group, k) => ({
        type: "scatter" as const,
        mode: "markers" as const,
        name: "a pair of runs",
        x: jitter(group.values.length, 0.35).map((shift) => k + shift),
        y: group.values,
        marker: { color: palette[0], opacity: 0.6, symbol: "circle" as const },
        hovertemplate: `${group.name}: %{y:.1f}<extra></extra>`,
      })),
      {
        type: "scatter",
        mode: "markers",
        name: "mean and 95 % interval",
        x: groups.map((_, k) => k + 0.3),
        y: groups.map((group) => group.interval.mean),
        error_y: { ...errorBars(groups.map((group) => group.interval)), color: palette[1] },
        marker: { color: palette[1], size: 10, symbol: "diamond" },
        hovertemplate: "mean %{y:.1f}<extra></extra>",
      },
    ],
  });
}

import { correlation, mean } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** One vector in every run. */
export interface CoordinatesPanel {
  readonly title: string;
  /** One list of coordinates per run. */
  readonly runs: readonly (readonly number[])[];
}

/**
 * The coordinates of a vector in every run, one line per run, and their mean: what the original exercise draws.
 *
 * @example
 * ```ts
 * const chart = coordinatesOverRuns([{ title: "king", runs: [[1, 2], [1, 2]] }], "Coordinates");
 * chart.caption; // → "Mean correlation of two runs, king: 1.00."
 * ```
 */
export function coordinatesOverRuns(panels: readonly CoordinatesPanel[], title: string): Figure {
  requireNumbers(
    "coordinates over runs",
    panels.flatMap((panel) => panel.runs.flat()),
  );
  const reach = 1.1 * Math.max(...panels.flatMap((panel) => panel.runs.flat().map(Math.abs)));
  return figure({
    title,
    caption: `Mean correlation of two runs, ${panels.map((panel) => `${panel.title}: ${formatFixed(meanCorrelation(panel.runs), 2)}`).join("; ")}.`,
    shareY: true,
    panels: panels.map((panel) => ({
      title: panel.title,
      x: { title: "coordinate (number)" },
      y: { title: "value (no unit)", range: [-reach, reach] as const },
      traces: [
        ...panel.runs.map((coordinates, run) => ({
          type: "scatter" as const,
          mode: "lines" as const,
          name: "single runs",
          x: coordinates.map((_, j) => j + 1),
          y: coordinates,
          line: { color: palette[0], width: 1, dash: "solid" as const },
          opacity: 0.55,
          hovertemplate: `run ${run + 1}, coordinate %{x}: %{y:.2f}<extra></extra>`,
        })),
        {
          type: "scatter" as const,
          mode: "lines" as const,
          name: "mean of all runs",
          x: panel.runs[0]!.map((_, j) => j + 1),
          y: panel.runs[0]!.map((_, j) => mean(panel.runs.map((coordinates) => coordinates[j]!))),
          line: { color: palette[1], width: 3, dash: "solid" as const },
        },
      ],
    })),
  });
}

function meanCorrelation(runs: readonly (readonly number[])[]): number {
  return mean(runs.flatMap((run, i) => runs.slice(i + 1).map((other) => correlation(run, other))));
}

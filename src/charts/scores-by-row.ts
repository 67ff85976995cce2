import type { Interval } from "../stability";
import { errorBars } from "./error-bars";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** What was measured for one thing, such as one model: an interval for each series, or none. */
export interface ScoreRow {
  readonly name: string;
  readonly scores: Readonly<Record<string, Interval>>;
}

/** What is written on the figure, and the values to compare with, for example a chance floor. */
export interface ScoreRowText {
  readonly title: string;
  /** What lies along x, with its unit. */
  readonly x: string;
  /** What the rows are. */
  readonly y: string;
  readonly references?: readonly { readonly at: number; readonly label: string }[];
}

/**
 * Means with their 95 % intervals, one row for each thing that is compared, one colour for each series: what changing one
 * cause alone does, say, and what changing all others does.
 *
 * @param rows from top to bottom
 * @param series the names of the series, in the order of the legend
 * @example
 * ```ts
 * const interval = (mean) => ({ mean, low: mean - 0.05, high: mean + 0.05 });
 * const rows = [{ name: "start", scores: { "alone": interval(0.3), "all others": interval(0.6) } }];
 * const text = { title: "Causes", x: "difference (no unit)", y: "cause", references: [{ at: 0.7, label: "all" }] };
 * const chart = scoresByRow(rows, ["alone", "all others"], text);
 * chart.caption; // → "alone: start 0.30; all others: start 0.60. For comparison: all 0.70."
 * ```
 */
export function scoresByRow(
  rows: readonly ScoreRow[],
  series: readonly string[],
  text: ScoreRowText,
): Figure {
  const { references = [] } = text;
  const intervals = rows.flatMap(({ scores }) => Object.values(scores));
  const values = [
    ...intervals.flatMap(({ mean, low, high }) => [mean, low, high]),
    ...references.map(({ at }) => at),
  ];
  requireNumbers(`"${text.title}"`, values);
  const told = series.map(
    (name) =>
      `${name}: ${rows
        .flatMap((row) => (row.scores[name] ? [`${row.name} ${formatFixed(row.scores[name].mean, 2)}`] : []))
        .join(", ")}`,
  );
  const compared = references.map(({ at, label }) => `${label} ${formatFixed(at, 2)}`).join(", ");
  const [least, most] = [Math.min(0, ...values), Math.max(...values)];
  return figure({
    title: text.title,
    caption: `${told.join("; ")}.${compared === "" ? "" : ` For comparison: ${compared}.`}`,
    height: 190 + 40 * rows.length,
    x: { title: text.x, range: [least - 0.02 * (most - least), most + 0.12 * (most - least)] },
    y: {
      title: text.y,
      // The names of the reference lines stand above the first row.
      range: [rows.length - 0.4, references.length > 0 ? -1.1 : -0.6],
      ticks: { values: rows.map((_, k) => k), labels: rows.map(({ name }) => name) },
    },
    traces: series.flatMap((name, k) => {
      const present = rows.flatMap((row, place) =>
        row.scores[name] ? [{ place, row: row.name, interval: row.scores[name] }] : [],
      );
      const { color, symbol } = seriesStyle(k);
      const shift = series.length === 1 ? 0 : 0.36 * (k / (series.length - 1) - 0.5);
      return [
        {
          type: "scatter" as const,
          mode: "markers" as const,
          name,
          x: present.map(({ interval }) => interval.mean),
          y: present.map(({ place }) => place + shift),
          text: present.map(({ row }) => row),
          error_x: { ...errorBars(present.map(({ interval }) => interval)), color },
          marker: { color, size: 9, symbol },
          hovertemplate: "%{text}: %{x:.3f}<extra></extra>",
        },
      ];
    }),
    references: references.map(({ at, label }) => ({ x: at, label, place: "above left" as const })),
  });
}

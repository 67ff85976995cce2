import type { Interval } from "../stability";
import type { Axis } from "./axis";
import { type Figure, figure } from "./figure";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** One quantity for texts of several lengths. */
export interface LengthSeries {
  readonly name: string;
  readonly lengths: readonly number[];
  readonly values: readonly Interval[];
}

export interface LengthPanel {
  /** Needed if there are several panels. */
  readonly title?: string;
  readonly series: readonly LengthSeries[];
}

/** What the figure is about, and in what the length of a text is counted. */
export interface LengthAxes {
  readonly title: string;
  readonly x: string;
  readonly y: Axis;
}

/**
 * Quantities against the length of the text, on a logarithmic axis, each with its interval as a band. A series of the same
 * name looks the same in every panel. On a logarithmic y axis a band ends at the lower edge of the axis.
 *
 * @example
 * ```ts
 * const interval = (mean) => ({ mean, low: 0.9 * mean, high: 1.1 * mean });
 * const series = { name: "fixed words", lengths: [100, 400], values: [interval(0.4), interval(0.2)] };
 * const axes = { title: "Error", x: "N (pairs of words)", y: { title: "error (no unit)", type: "log" } };
 * againstTextLength([{ series: [series] }], axes).caption; // → "From 100 to 400: fixed words, 0.4 to 0.2."
 * ```
 */
export function againstTextLength(panels: readonly LengthPanel[], axes: LengthAxes): Figure {
  const everySeries = panels.flatMap(({ series }) => series);
  requireNumbers(`"${axes.title}"`, [
    ...everySeries.flatMap(({ values }) => values.flatMap(({ mean, low, high }) => [mean, low, high])),
  ]);
  const names = [...new Set(everySeries.map(({ name }) => name))];
  const means = everySeries.flatMap(({ values }) => values.map(({ mean }) => mean));
  const floor = axes.y.range?.[0] ?? 0.6 * Math.min(...means);
  const shown = (value: number) => (axes.y.type === "log" ? Math.max(value, floor) : value);
  const ceiling = 1.15 * Math.max(...everySeries.flatMap(({ values }) => values.map(({ high }) => high)));
  const range = axes.y.range ?? (axes.y.type === "log" ? ([floor, ceiling] as const) : undefined);
  return figure({
    title: axes.title,
    caption: panels.map(captionOf).join(" "),
    height: 460,
    shareY: true,
    panels: panels.map(({ title, series }) => ({
      ...(title !== undefined && { title }),
      x: { title: axes.x, type: "log" as const },
      y: { ...axes.y, ...(range && { range }) },
      traces: series.flatMap(({ name, lengths, values }) => {
        const { dash } = seriesStyle(names.indexOf(name));
        return intervalBand(
          lengths,
          values.map(({ mean, low, high }) => ({ mean: shown(mean), low: shown(low), high: shown(high) })),
          { name, color: palette[names.indexOf(name) % palette.length]!, dash },
        );
      }),
    })),
  });
}

function captionOf({ title, series }: LengthPanel): string {
  const changes = series.map(({ name, values }) => {
    const [first, last] = [values[0]!, values.at(-1)!].map(({ mean }) => formatNumber(mean));
    return `${name}, ${first === last ? first : `${first} to ${last}`}`;
  });
  const [shortest, longest] = [Math.min, Math.max].map((most) =>
    formatNumber(most(...series.flatMap(({ lengths }) => lengths))),
  );
  const begin = title === undefined ? "From" : `${title.charAt(0).toUpperCase()}${title.slice(1)}, from`;
  return `${begin} ${shortest} to ${longest}: ${changes.join("; ")}.`;
}

import type { ScatterTrace, Value } from "./plotly-json";

/**
 * A line with its interval as a light band around it: two traces, the band first so that it lies below.
 *
 * @param x where the values lie
 * @param intervals mean, low and high at each x
 * @param style the name of the series and its colour (`#RRGGBB`)
 * @throws RangeError if the lengths differ
 * @example
 * ```ts
 * const [band, line] = intervalBand([1, 2], [{ mean: 2, low: 1, high: 3 }, { mean: 3, low: 2, high: 4 }], {
 *   name: "loss",
 *   color: "#0072B2",
 * });
 * band.y; // → [3, 4, 2, 1]
 * line.y; // → [2, 3]
 * ```
 */
export function intervalBand(
  x: readonly number[],
  intervals: readonly { readonly mean: number; readonly low: number; readonly high: number }[],
  style: {
    readonly name: string;
    readonly color: string;
    readonly dash?: "solid" | "dash" | "dot" | "dashdot";
  },
): [ScatterTrace, ScatterTrace] {
  if (x.length !== intervals.length)
    throw new RangeError(`Cannot draw a band of ${intervals.length} intervals over ${x.length} x values`);
  const there: Value[] = [...x];
  const band: ScatterTrace = {
    type: "scatter",
    mode: "lines",
    x: [...there, ...there.reverse()],
    y: [...intervals.map(({ high }) => high), ...intervals.map(({ low }) => low).reverse()],
    line: { color: style.color, width: 0, dash: "solid" },
    fill: "toself",
    fillcolor: `${style.color}33`,
    hoverinfo: "skip",
    showlegend: false,
    legendgroup: style.name,
  };
  const line: ScatterTrace = {
    type: "scatter",
    mode: x.length > 12 ? "lines" : "lines+markers",
    name: style.name,
    x,
    y: intervals.map(({ mean }) => mean),
    line: { color: style.color, ...(style.dash && { dash: style.dash }) },
  };
  return [band, line];
}

import { powerOfTen } from "./exponent";
import { formatNumber } from "./format-number";
import { gridColour, ink } from "./palette";
import type { Value } from "./plotly-json";
import { plotlyText } from "./plotly-text";
import { logTicks } from "./ticks";

/** One axis, as the maker of a figure states it. */
export interface Axis {
  /** What it measures, with the unit: "Loss per token (nats)". */
  readonly title: string;
  /** "category" puts text (words, names of models) side by side in the order given. */
  readonly type?: "linear" | "log" | "category";
  /** Lowest and highest value shown, in data units (also for a logarithmic axis); high before low turns it round. */
  readonly range?: readonly [number, number];
  readonly ticks?: { readonly values: readonly number[]; readonly labels?: readonly string[] };
  /** Same scale as the other axis, for maps in which distances mean something. */
  readonly sameScale?: boolean;
}

/** The same axis in Plotly's terms. */
export interface PlotlyAxis {
  readonly title: {
    readonly text: string;
    readonly standoff: number;
    readonly font: { readonly size: number };
  };
  readonly type: "linear" | "log" | "category";
  readonly range?: readonly [number, number];
  readonly tickmode?: "array";
  readonly tickvals?: readonly number[];
  readonly ticktext?: readonly string[];
  readonly nticks?: number;
  readonly domain?: readonly [number, number];
  readonly anchor?: string;
  readonly matches?: string;
  readonly scaleanchor?: string;
  readonly showticklabels?: boolean;
  readonly [key: string]: unknown;
}

/** @param values all numbers or names drawn along this axis */
export function plotlyAxis(axis: Axis, values: readonly Value[]): PlotlyAxis {
  if (axis.title.trim() === "")
    throw new RangeError("Cannot draw an axis without a title: say what it measures");
  if (axis.range?.some((end) => !Number.isFinite(end)))
    throw new RangeError(
      `Cannot draw the axis "${axis.title}" from ${axis.range[0]} to ${axis.range[1]}: finite numbers are needed`,
    );
  // Where all values are alike there is no range to state.
  const range = axis.range?.[0] === axis.range?.[1] ? undefined : axis.range;
  const type = axis.type ?? (values.some((value) => typeof value === "string") ? "category" : "linear");
  return {
    title: { text: plotlyText(axis.title), standoff: 10, font: { size: 13 } },
    type,
    automargin: true,
    color: ink,
    ...(type === "category" ? { showgrid: false } : { gridcolor: gridColour, zeroline: false }),
    showline: true,
    linecolor: "#9A9A9A",
    ticks: "outside",
    tickcolor: "#9A9A9A",
    ticklen: 4,
    tickfont: { size: 12 },
    ...(type === "linear" && { exponentformat: "power", separatethousands: true }),
    ...(type === "log" ? logScale(axis, range, values) : {}),
    ...(type === "linear" && range !== undefined ? { range } : {}),
    ...(axis.ticks === undefined
      ? {}
      : {
          tickmode: "array" as const,
          tickvals: axis.ticks.values,
          ticktext: (axis.ticks.labels ?? axis.ticks.values.map((value) => formatNumber(value))).map(
            plotlyText,
          ),
        }),
  };
}

/** Plotly states a logarithmic range in powers of ten; its own tick labels there are hard to read ("2", "5"). */
function logScale(axis: Axis, range: Axis["range"], values: readonly Value[]) {
  const numbers = values.filter((value): value is number => typeof value === "number");
  const bad = numbers.find((value) => value <= 0);
  if (bad !== undefined)
    throw new RangeError(
      `Cannot draw ${bad} on the logarithmic axis "${axis.title}": numbers above 0 are needed`,
    );
  const pad = (Math.max(...numbers) / Math.min(...numbers)) ** 0.04 || 1;
  const [from, to] = range ?? [
    Math.min(...numbers) / Math.max(pad, 1.02),
    Math.max(...numbers) * Math.max(pad, 1.02),
  ];
  const ticks = logTicks(Math.min(from, to), Math.max(from, to));
  // Over that many powers of ten, all ticks are powers of ten.
  const wide = Math.abs(Math.log10(to / from)) > 6;
  return {
    range: [Math.log10(from), Math.log10(to)] as const,
    tickmode: "array" as const,
    tickvals: ticks,
    ticktext: ticks.map((tick) => (wide ? powerOfTen(tick) : formatNumber(tick))),
  };
}

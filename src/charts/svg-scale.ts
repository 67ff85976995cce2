import type { PlotlyAxis } from "./axis";
import { formatNumber } from "./format-number";
import type { PlacedTrace } from "./panel";
import type { Value } from "./plotly-json";
import { textWidth } from "./text-width";
import { linearTicks } from "./ticks";

/** One axis of a static picture: where its values lie, and its ticks. */
export interface Scale {
  readonly axis: PlotlyAxis;
  /** In Plotly's terms: a logarithmic axis has powers of ten, a category axis has positions from 0. */
  readonly range: readonly [number, number];
  readonly pixels: readonly [number, number];
  readonly categories: readonly string[];
  readonly at: (value: Value) => number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export interface Extent {
  readonly low: number;
  readonly high: number;
  /** Whether a margin is left at the ends. */
  readonly pad: boolean;
}

/** Value → position in Plotly's terms. */
export function position(value: Value, axis: PlotlyAxis, categories: readonly string[]): number {
  if (axis.type === "category") return typeof value === "number" ? value : categories.indexOf(String(value));
  return axis.type === "log" ? Math.log10(Number(value)) : Number(value);
}

export function categoriesOf(axis: PlotlyAxis, values: readonly Value[]): string[] {
  if (axis.type !== "category") return [];
  return [...new Set(values.filter((value) => value !== null).map(String))];
}

/** The range of an axis that states none: all that is drawn along it. */
export function fullRange(
  axis: PlotlyAxis,
  extents: readonly Extent[],
  categories: readonly string[],
): [number, number] {
  if (axis.range !== undefined) return [...axis.range];
  if (axis.type === "category") return [-0.5, Math.max(0, categories.length - 1) + 0.5];
  const low = Math.min(...extents.map((extent) => extent.low));
  const high = Math.max(...extents.map((extent) => extent.high));
  if (!(low <= high)) return [0, 1];
  if (low === high) return [low - 1, high + 1];
  const padLow = extents.some((extent) => extent.pad && extent.low === low) ? 0.05 * (high - low) : 0;
  const padHigh = extents.some((extent) => extent.pad && extent.high === high) ? 0.05 * (high - low) : 0;
  return [low - padLow, high + padHigh];
}

export function makeScale(
  axis: PlotlyAxis,
  range: readonly [number, number],
  pixels: readonly [number, number],
  categories: readonly string[],
): Scale {
  const [from, to] = range;
  const [first, last] = pixels;
  const at = (value: Value) =>
    first + ((position(value, axis, categories) - from) / (to - from)) * (last - first);
  return {
    axis,
    range,
    pixels,
    categories,
    at,
    ticks: ticksOf(axis, range, pixels, categories).filter(inside),
  };

  function inside(tick: { at: number }): boolean {
    return tick.at >= Math.min(from, to) - 1e-9 && tick.at <= Math.max(from, to) + 1e-9;
  }
}

function ticksOf(
  axis: PlotlyAxis,
  range: readonly [number, number],
  pixels: readonly [number, number],
  categories: readonly string[],
): { at: number; label: string }[] {
  if (axis.type === "category" && axis.tickvals === undefined)
    return categories.map((label, at) => ({ at, label }));
  if (axis.tickvals !== undefined)
    return axis.tickvals.map((value, i) => ({
      at: position(value, axis, categories),
      label: axis.ticktext?.[i] ?? formatNumber(value),
    }));
  const length = Math.abs(pixels[1] - pixels[0]);
  const horizontal = pixels[1] > pixels[0];
  const low = Math.min(...range);
  const high = Math.max(...range);
  for (let count = Math.max(2, Math.round(length / (horizontal ? 70 : 50))); ; count--) {
    const ticks = linearTicks(low, high, count);
    const labels = tickLabels(ticks);
    const widest = Math.max(0, ...labels.map((label) => textWidth(label, 12)));
    if (count > 2 && horizontal && widest * 1.4 * ticks.length > length) continue;
    return ticks.map((at, i) => ({ at, label: labels[i] }));
  }
}

/** All with the same number of decimals, as many as the finest needs. */
function tickLabels(ticks: readonly number[]): string[] {
  const largest = Math.max(...ticks.map(Math.abs));
  if (largest < 1e-3 || largest >= 1e7) return ticks.map((tick) => formatNumber(tick));
  const decimals = Math.max(...ticks.map((tick) => String(tick).split(".")[1]?.length ?? 0));
  return ticks.map((tick) => {
    if (tick === 0) return (0).toFixed(decimals);
    const [whole, fraction] = Math.abs(tick).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return `${tick < 0 ? "−" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
  });
}

/** How far a trace reaches along x or y, in Plotly's terms. */
export function traceExtent(
  trace: PlacedTrace,
  along: "x" | "y",
  axis: PlotlyAxis,
  categories: readonly string[],
): Extent[] {
  const places = trace[along]
    .filter((value) => value !== null)
    .map((value) => position(value, axis, categories));
  if (places.length === 0) return [];
  if (trace.type === "heatmap") {
    const edges = cellEdges(places);
    return [{ low: Math.min(...edges), high: Math.max(...edges), pad: false }];
  }
  const bars = along === "x" ? trace.error_x : trace.error_y;
  const lows = [...places];
  const highs = [...places];
  if (bars !== undefined && axis.type !== "category")
    trace[along].forEach((value, i) => {
      if (value === null) return;
      lows.push(position(Number(value) - bars.arrayminus[i], axis, categories));
      highs.push(position(Number(value) + bars.array[i], axis, categories));
    });
  const low = Math.min(...lows.filter(Number.isFinite));
  const high = Math.max(...highs.filter(Number.isFinite));
  if (trace.type === "bar") {
    const lengthwise = (along === "y") === ((trace.orientation ?? "v") === "v");
    if (!lengthwise) {
      const half = (trace.width ?? spacing(places)) / 2;
      return [{ low: low - half, high: high + half, pad: false }];
    }
    return [
      { low: Math.min(0, low), high: Math.max(0, high), pad: false },
      ...(high > 0 ? [{ low: high, high, pad: true }] : []),
      ...(low < 0 ? [{ low, high: low, pad: true }] : []),
    ];
  }
  return [{ low, high, pad: along === "y" || trace.mode.includes("markers") || trace.mode.includes("text") }];
}

/** The smallest distance between neighbours: how much room a bar has. */
export function spacing(places: readonly number[]): number {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((place, i) => place - sorted[i]);
  return gaps.length === 0 ? 1 : Math.min(...gaps);
}

/** Cells reach half-way to their neighbours. */
export function cellEdges(middles: readonly number[]): number[] {
  if (middles.length === 1) return [middles[0] - 0.5, middles[0] + 0.5];
  const inner = middles.slice(1).map((middle, i) => (middle + middles[i]) / 2);
  return [2 * middles[0] - inner[0], ...inner, 2 * middles.at(-1)! - inner.at(-1)!];
}

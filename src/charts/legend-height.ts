import type { PlacedTrace } from "./panel";
import { textWidth } from "./text-width";

/** Of Plotly; the static picture needs less. */
const ROW = 30;
const KEY_WIDTH = 62;

/** Pixels that the legend needs under a plot of the given width; 0 when a single series makes it needless. */
export function legendHeight(data: readonly PlacedTrace[], width: number): number {
  const entries = data.filter((trace) => trace.showlegend !== false && trace.type !== "heatmap");
  if (entries.length < 2) return 0;
  // Plotly gives all entries of a horizontal legend the width of the widest.
  const widest = Math.max(...entries.map((trace) => textWidth(trace.name ?? "", 13) + KEY_WIDTH));
  const columns = Math.max(1, Math.floor(width / widest));
  return Math.ceil(entries.length / columns) * ROW;
}

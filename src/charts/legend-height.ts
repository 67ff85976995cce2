import { legendRows, listedTraces } from "./legend-rows";
import type { PlacedTrace } from "./panel";

/** As measured in Plotly's legends. */
const ROW = 30;
const KEY = 52;

/** Pixels that Plotly's legend needs under a plot of the given width; 0 when a single series makes it needless. */
export function legendHeight(data: readonly PlacedTrace[], width: number): number {
  if (listedTraces(data).length < 2) return 0;
  return (legendRows(data, width, KEY).at(-1)!.row + 1) * ROW;
}

import type { PlacedTrace } from "./panel";
import { textWidth } from "./text-width";

export interface LegendEntry {
  readonly trace: PlacedTrace;
  readonly row: number;
  /** Pixels from the left end of the legend. */
  readonly left: number;
}

/** The traces that a legend names. */
export function listedTraces(data: readonly PlacedTrace[]): PlacedTrace[] {
  return data.filter((trace) => trace.showlegend !== false && trace.type !== "heatmap");
}

/**
 * Sets the entries of a legend in rows, one after the other like words.
 *
 * @param key pixels that line and marker take beside the name, with the gaps around them
 */
export function legendRows(data: readonly PlacedTrace[], width: number, key: number): LegendEntry[] {
  let row = 0;
  let left = 0;
  return listedTraces(data).map((trace) => {
    const entry = key + textWidth(trace.name ?? "", 13);
    if (left > 0 && left + entry > width) {
      row++;
      left = 0;
    }
    left += entry;
    return { trace, row, left: left - entry };
  });
}

import { legendRows, listedTraces } from "./legend-rows";
import { ink } from "./palette";
import type { PlacedTrace } from "./panel";
import { svgMarker } from "./svg-marker";
import { fill, stroke } from "./svg-paint";
import { pixel, svgText } from "./svg-text";

const ROW = 22;
const LINE_KEY = 36;
const MARKER_KEY = 14;
const GAP = 20;

/** The names of the series with their line and marker, in rows from the given corner. */
export function svgLegend(data: readonly PlacedTrace[], left: number, top: number, width: number): string {
  const lines = listedTraces(data).some((trace) => trace.type === "scatter" && trace.mode.includes("lines"));
  const keyWidth = lines ? LINE_KEY : MARKER_KEY;
  return legendRows(data, width + GAP, keyWidth + 6 + GAP)
    .map(({ trace, row, left: offset }) => {
      const x = left + offset;
      const y = top + row * ROW + ROW / 2;
      return (
        key(trace, x, y, keyWidth) +
        svgText(trace.name ?? "", { x: x + keyWidth + 6, y: y + 4.5, size: 13, color: ink })
      );
    })
    .join("\n");
}

function key(trace: PlacedTrace, x: number, y: number, width: number): string {
  const middle = x + width / 2;
  if (trace.type === "bar")
    return `<rect x="${pixel(middle - 7)}" y="${pixel(y - 6)}" width="14" height="12" ${fill(trace.marker?.color ?? ink, trace.marker?.opacity)}/>`;
  if (trace.type === "heatmap") return "";
  const line = trace.mode.includes("lines")
    ? `<path d="M${pixel(x)},${pixel(y)}H${pixel(x + width)}" fill="none" ${stroke({ width: 2, ...trace.line })}/>`
    : "";
  const marker = trace.mode.includes("markers") ? svgMarker(middle, y, trace.marker ?? {}) : "";
  return line + marker;
}

import { ink, sequentialScale } from "./palette";
import type { HeatmapTrace } from "./plotly-json";
import { scaleColour } from "./scale-colour";
import { makeScale } from "./svg-scale";
import { pixel, svgText } from "./svg-text";
import { colourRange } from "./svg-trace";

export const COLOUR_BAR_WIDTH = 76;
const STEPS = 48;

/** The scale of a heat map's colours, beside the plot. */
export function svgColourBar(trace: HeatmapTrace, left: number, top: number, bottom: number): string {
  const axis = { type: "linear", title: { text: "", standoff: 0, font: { size: 12 } } } as const;
  const scale = makeScale(axis, colourRange(trace), [bottom, top], []);
  const height = (bottom - top) / STEPS;
  const cells = Array.from({ length: STEPS }, (_, i) => {
    const color = scaleColour(trace.colorscale ?? sequentialScale, (i + 0.5) / STEPS);
    return `<rect x="${pixel(left)}" y="${pixel(bottom - (i + 1) * height)}" width="14" height="${pixel(height + 0.5)}" fill="${color}"/>`;
  });
  const ticks = scale.ticks.map(({ at, label }) =>
    svgText(label, { x: left + 20, y: scale.at(at) + 4, size: 12, color: ink }),
  );
  const title = trace.colorbar?.title.text ?? "";
  const heading = title === "" ? [] : [svgText(title, { x: left, y: top - 8, size: 12, color: ink })];
  return [...cells, ...ticks, ...heading].join("\n");
}

import type { ColourScale } from "./plotly-json";

/** The colour at a share (0 to 1) of a colour scale, mixed between its two neighbours; beyond the ends, the end's. */
export function scaleColour(scale: ColourScale, share: number): string {
  const upper = scale.findIndex(([stop]) => stop >= share);
  if (upper === 0) return scale[0][1];
  if (upper === -1) return scale.at(-1)![1];
  const [lowStop, low] = scale[upper - 1];
  const [highStop, high] = scale[upper];
  const weight = (share - lowStop) / (highStop - lowStop);
  const channel = (color: string, at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) =>
    Math.round((1 - weight) * channel(low, at) + weight * channel(high, at)),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

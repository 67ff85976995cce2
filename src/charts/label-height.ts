import { textWidth } from "./text-width";

export const TILT = 35;

/** Room under the plot, in pixels, for the names along an x axis: one line, or more if they have to be tilted. */
export function labelHeight(labels: readonly string[], width: number): { tilted: boolean; height: number } {
  const widest = Math.max(0, ...labels.map((label) => textWidth(label, 12)));
  if (widest + 8 <= width / labels.length) return { tilted: false, height: 16 };
  return { tilted: true, height: Math.ceil(widest * Math.sin((TILT * Math.PI) / 180) + 12) };
}

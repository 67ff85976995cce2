import { ink } from "./palette";
import { fill, stroke } from "./svg-paint";
import type { Scale } from "./svg-scale";
import { pixel, svgText } from "./svg-text";
import { textWidth } from "./text-width";

const PAD = 2;

/** One of Plotly's annotations: text at a point, or text with a line to the point. */
export function svgAnnotation(annotation: Record<string, unknown>, x: Scale, y: Scale): string {
  const pointX = place(annotation.x as number | string, String(annotation.xref), x);
  const pointY = place(annotation.y as number | string, String(annotation.yref), y);
  const arrow = annotation.showarrow === true;
  const atX = pointX + Number(annotation.xshift ?? 0) + (arrow ? Number(annotation.ax ?? 0) : 0);
  const atY = pointY - Number(annotation.yshift ?? 0) + (arrow ? Number(annotation.ay ?? -24) : 0);
  const { size = 12, color = ink } = (annotation.font ?? {}) as { size?: number; color?: string };
  const text = String(annotation.text);
  const lines = text.split("<br>");
  const width = Math.max(...lines.map((line) => textWidth(line, size))) + 2 * PAD;
  const height = size * 1.3 * lines.length + 2 * PAD;
  const shareX = { left: 0, center: 0.5, right: 1 }[String(annotation.xanchor ?? "center")] ?? 0.5;
  const shareY = { top: 0, middle: 0.5, bottom: 1 }[String(annotation.yanchor ?? "middle")] ?? 0.5;
  const left = atX - width * shareX;
  const top = atY - height * shareY;
  const ground =
    annotation.bgcolor === undefined
      ? ""
      : `<rect x="${pixel(left)}" y="${pixel(top)}" width="${pixel(width)}" height="${pixel(height)}" ${fill(String(annotation.bgcolor))}/>`;
  const line = arrow
    ? `<path d="M${pixel(pointX)},${pixel(pointY)}L${pixel(atX)},${pixel(atY)}" ${stroke({ color: "#6B6B6B", width: 1 })}/>`
    : "";
  const anchor = shareX === 0 ? "start" : shareX === 1 ? "end" : "middle";
  const textX = shareX === 0 ? left + PAD : shareX === 1 ? left + width - PAD : left + width / 2;
  return line + ground + svgText(text, { x: textX, y: top + PAD + size * 0.98, size, color, anchor });
}

function place(value: number | string, ref: string, scale: Scale): number {
  const [from, to] = scale.range;
  const [first, last] = scale.pixels;
  if (ref.endsWith("domain")) return first + Number(value) * (last - first);
  // An annotation on a logarithmic axis is placed by the power of ten already.
  const at = typeof value === "string" ? scale.categories.indexOf(value) : value;
  return first + ((at - from) / (to - from)) * (last - first);
}

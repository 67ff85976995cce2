import type { ScatterTrace } from "./plotly-json";
import { fill, stroke } from "./svg-paint";
import { pixel } from "./svg-text";

/** One marker at a place in pixels, in the shapes that Plotly gives these names. */
export function svgMarker(
  x: number,
  y: number,
  marker: NonNullable<ScatterTrace["marker"]>,
  opacity = 1,
): string {
  const { color = "#222222", size = 7, symbol = "circle", line } = marker;
  const r = size / 2;
  const paint =
    fill(color, opacity * (marker.opacity ?? 1)) +
    (line?.width === undefined || line.width === 0 ? "" : ` ${stroke(line, opacity)}`);
  if (symbol === "circle") return `<circle cx="${pixel(x)}" cy="${pixel(y)}" r="${pixel(r)}" ${paint}/>`;
  const points = outline(symbol, r).map(([dx, dy]) => `${pixel(x + dx)},${pixel(y + dy)}`);
  return `<polygon points="${points.join(" ")}" ${paint}/>`;
}

function outline(symbol: string, r: number): [number, number][] {
  switch (symbol) {
    case "square":
      return [
        [-r, -r],
        [r, -r],
        [r, r],
        [-r, r],
      ];
    case "diamond":
      return [
        [0, -r * 1.3],
        [r * 1.3, 0],
        [0, r * 1.3],
        [-r * 1.3, 0],
      ];
    case "triangle-up":
      return [
        [0, -r * 1.15],
        [r * 1.15, r * 0.8],
        [-r * 1.15, r * 0.8],
      ];
    case "cross":
      return plus(r * 1.2);
    case "x":
      return plus(r * 1.2).map(([dx, dy]) => [(dx - dy) * Math.SQRT1_2, (dx + dy) * Math.SQRT1_2]);
    default:
      throw new RangeError(`Cannot draw the marker "${symbol}": choose one of circle, square, diamond, …`);
  }
}

function plus(r: number): [number, number][] {
  const t = r * 0.36;
  return [
    [-t, -r],
    [t, -r],
    [t, -t],
    [r, -t],
    [r, t],
    [t, t],
    [t, r],
    [-t, r],
    [-t, t],
    [-r, t],
    [-r, -t],
    [-t, -t],
  ];
}

import { grey } from "./palette";
import type { Annotation, Dash, Shape } from "./plotly-json";

/** A straight line across a panel at one value of y (or x), with its name beside it. */
export interface ReferenceLine {
  readonly y?: number;
  readonly x?: number;
  readonly label: string;
  readonly color?: string;
  readonly dash?: Dash;
  /** Where the name of a line at y stands: above the line at the right unless told otherwise. */
  readonly place?: "above right" | "below right" | "above left" | "below left";
}

/** @throws RangeError if it has neither or both of x and y, or they are not finite */
export function referenceLine(line: ReferenceLine): { shape: Shape; annotation: Annotation } {
  const place = line.x ?? line.y;
  if (place !== undefined && !Number.isFinite(place))
    throw new RangeError(
      `Cannot draw the reference line "${line.label}" at ${place}: a finite number is needed`,
    );
  const { x, y, label, color = grey, dash = "dash" } = line;
  const style = { color, width: 1.5, dash };
  // The name stays readable over bars and bands.
  const bgcolor = "#FFFFFFB3";
  const [upright, side] = (line.place ?? "above right").split(" ");
  if (y !== undefined && x === undefined)
    return {
      shape: { type: "line", layer: "above", xref: "paper", x0: 0, x1: 1, y0: y, y1: y, line: style },
      annotation: {
        text: label,
        xref: "paper",
        x: side === "right" ? 1 : 0,
        xanchor: side === "right" ? "right" : "left",
        y,
        yanchor: upright === "above" ? "bottom" : "top",
        yshift: upright === "above" ? 1 : -1,
        font: { color },
        bgcolor,
      },
    };
  if (x !== undefined && y === undefined)
    return {
      shape: { type: "line", layer: "above", yref: "paper", y0: 0, y1: 1, x0: x, x1: x, line: style },
      annotation: {
        text: label,
        yref: "paper",
        y: upright === "above" ? 1 : 0,
        yanchor: upright === "above" ? "top" : "bottom",
        x,
        xanchor: side === "right" ? "left" : "right",
        xshift: side === "right" ? 3 : -3,
        font: { color },
        bgcolor,
      },
    };
  throw new RangeError(`Cannot draw the reference line "${label}": give it either an x or a y`);
}

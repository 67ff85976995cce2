import type { Axis } from "./axis";
import type { Trace, Value } from "./plotly-json";
import { plotlyText } from "./plotly-text";

/** What a pointer over the chart reads: the series, and each value after the name of its axis, rounded. */
export function hoverTemplate(trace: Trace, x: Axis, y: Axis): string {
  const lines = [
    ...(trace.type !== "heatmap" && trace.text !== undefined ? ["<b>%{text}</b>"] : []),
    ...(trace.name === undefined ? [] : [plotlyText(trace.name)]),
    `${plotlyText(x.title)}: ${placeholder("x", trace.x)}`,
    `${plotlyText(y.title)}: ${placeholder("y", trace.y)}`,
  ];
  if (trace.type === "heatmap")
    lines.push(`${plotlyText(trace.colorbar?.title.text ?? "value")}: ${placeholder("z", trace.z.flat())}`);
  return `${lines.join("<br>")}<extra></extra>`;
}

/** Plotly takes d3's number formats: whole numbers in full, others with three significant digits. */
function placeholder(name: string, values: readonly Value[]): string {
  if (values.some((value) => typeof value === "string")) return `%{${name}}`;
  const whole = values.every((value) => value === null || Number.isInteger(value));
  return whole ? `%{${name}:,d}` : `%{${name}:,.3~r}`;
}

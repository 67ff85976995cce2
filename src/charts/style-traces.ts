import { hoverTemplate } from "./hover-template";
import { sequentialScale } from "./palette";
import type { Panel, PlacedTrace } from "./panel";
import type { Trace, Value } from "./plotly-json";
import { plotlyText } from "./plotly-text";
import { seriesStyle } from "./series-style";

/** Gives every trace its panel's axes, and a colour, dash, marker and hover text where it has none of its own. */
export function styleTraces(panels: readonly Panel[]): PlacedTrace[] {
  const seriesNames: string[] = [];
  const inLegend = new Set<string>();
  return panels.flatMap((panel, i) => {
    const n = i === 0 ? "" : String(i + 1);
    return panel.traces.map((trace, k) => {
      // The band around a line has its colour from elsewhere and must not count as a series of its own.
      const name = trace.name ?? trace.legendgroup ?? `unnamed ${i} ${k}`;
      if (!seriesNames.includes(name)) seriesNames.push(name);
      const listed = trace.name !== undefined && inLegend.has(name);
      if (trace.name !== undefined) inLegend.add(name);
      const styled = style(trace, seriesNames.indexOf(name));
      return {
        ...styled,
        x: styled.x.map(label),
        y: styled.y.map(label),
        xaxis: `x${n}`,
        yaxis: `y${n}`,
        ...(trace.name === undefined
          ? { showlegend: false }
          : { name: plotlyText(trace.name), legendgroup: trace.legendgroup ?? trace.name }),
        // A series that goes on in another panel, or has many lines, is named once.
        ...(listed ? { showlegend: trace.showlegend ?? false } : {}),
        ...(trace.hoverinfo === undefined
          ? { hovertemplate: trace.hovertemplate ?? hoverTemplate(trace, panel.x, panel.y) }
          : {}),
      } as PlacedTrace;
    });
  });
}

function label(value: Value): Value {
  return typeof value === "string" ? plotlyText(value) : value;
}

function style(trace: Trace, series: number): Trace {
  const { color, dash, symbol } = seriesStyle(series);
  switch (trace.type) {
    case "scatter":
      return {
        ...trace,
        ...(trace.text && { text: trace.text.map(plotlyText) }),
        ...(trace.mode.includes("lines") && { line: { color, dash, width: 2, ...trace.line } }),
        ...(trace.mode.includes("markers") && {
          marker: { color: trace.line?.color ?? color, symbol, size: 7, ...trace.marker },
        }),
        ...(trace.mode.includes("text") && { textfont: { size: 12, ...trace.textfont } }),
      };
    case "bar":
      return { ...trace, marker: { color, ...trace.marker } };
    case "heatmap":
      return {
        colorscale: sequentialScale,
        ...trace,
        ...(trace.colorbar && {
          colorbar: {
            title: { ...trace.colorbar.title, font: { size: 12 } },
            tickfont: { size: 12 },
            thickness: 14,
            outlinewidth: 0,
            len: 1,
            ticklen: 3,
            ticks: "outside",
          },
        }),
      } as Trace;
  }
}

import { type Animation, animationControls, CONTROLS_HEIGHT, type Frame, plotlyFrames } from "./animation";
import { type PlotlyAxis, plotlyAxis } from "./axis";
import { checkTrace } from "./check-trace";
import { DESIGN_WIDTH } from "./design-width";
import { labelHeight, TILT } from "./label-height";
import { legendHeight } from "./legend-height";
import { ink } from "./palette";
import type { Panel, PlacedTrace } from "./panel";
import type { Annotation, Value } from "./plotly-json";
import { plotlyText } from "./plotly-text";
import { referenceLine } from "./reference-line";
import { styleTraces } from "./style-traces";
import { textWidth } from "./text-width";
import { wrapText } from "./wrap-text";

interface FigureText {
  /** What the figure shows, in a few words. */
  readonly title: string;
  /** What it says, in one sentence with its numbers: the text under the chart and its alternative text. */
  readonly caption: string;
  /** In pixels, 420 by default. */
  readonly height?: number;
  readonly animation?: Animation;
}

export interface SinglePanel extends FigureText, Omit<Panel, "title"> {}

export interface SideBySide extends FigureText {
  readonly panels: readonly Panel[];
  /** One y axis for all panels, named on the left. */
  readonly shareY?: boolean;
}

export interface Layout {
  readonly title: { readonly text: string; readonly [key: string]: unknown };
  readonly height: number;
  readonly margin: { readonly l: number; readonly r: number; readonly t: number; readonly b: number };
  readonly showlegend: boolean;
  /** Only if it is shown. */
  readonly legend?: { readonly [key: string]: unknown };
  /** Annotations and shapes carry Plotly's axis references and, on logarithmic axes, Plotly's coordinates. */
  readonly annotations: readonly Record<string, unknown>[];
  readonly shapes: readonly Record<string, unknown>[];
  /** xaxis, yaxis, xaxis2, … hold a {@link PlotlyAxis}. */
  readonly [key: string]: unknown;
}

/** A complete Plotly figure as plain JSON, and its caption. */
export interface Figure {
  readonly data: readonly PlacedTrace[];
  readonly layout: Layout;
  readonly config: { readonly [key: string]: unknown };
  readonly frames?: readonly Frame[];
  readonly caption: string;
}

const TITLE_SIZE = 17;
const TITLE_LINE = 22;
const RIGHT = 24;
/** Ticks and title of the x axis, without the labels of the ticks. */
const AXIS_HEIGHT = 38;

/**
 * A chart in the look of the course: title at the left, light grid, legend under the plot, colours that work for the
 * colour-blind. Traces without a colour get one each; traces of the same name share it.
 *
 * @throws RangeError if a title or the caption is empty, or a value to draw is not finite
 * @example
 * ```ts
 * const chart = figure({
 *   title: "A straight line",
 *   caption: "y grows as fast as x.",
 *   x: { title: "x" },
 *   y: { title: "y" },
 *   traces: [{ type: "scatter", mode: "lines", x: [0, 1], y: [0, 1] }],
 * });
 * chart.data.length; // → 1
 * chart.layout.height; // → 420
 * ```
 */
export function figure(spec: SinglePanel | SideBySide): Figure {
  for (const part of ["title", "caption"] as const)
    if (spec[part].trim() === "") throw new RangeError(`Cannot draw a figure without a ${part}`);
  const panels: readonly Panel[] = "panels" in spec ? spec.panels : [panelOf(spec)];
  if (panels.length === 0) throw new RangeError("Cannot draw a figure without panels");
  for (const trace of panels.flatMap((panel) => panel.traces)) checkTrace(trace);
  const shareY = "panels" in spec && spec.shareY === true;
  const { animation } = spec;

  const data = styleTraces(panels);
  const axes = placeAxes(panels, shareY);
  const titleLines = wrapText(plotlyText(spec.title), DESIGN_WIDTH - 24, TITLE_SIZE, true);
  const height = spec.height ?? 420;
  const left = leftMargin(axes.yaxis);
  const legend = legendHeight(data, DESIGN_WIDTH - left - RIGHT);
  const axisHeight =
    AXIS_HEIGHT + Math.max(...panels.map((panel, i) => xLabelHeight(panel, axes[`xaxis${number(i)}`])));
  const controls = animation === undefined ? 0 : CONTROLS_HEIGHT;
  const margin = {
    l: left,
    r: RIGHT,
    t: 26 + titleLines.length * TITLE_LINE + (panels.some((panel) => panel.title !== undefined) ? 22 : 0),
    b: axisHeight + controls + legend + 6,
  };
  const plotHeight = height - margin.t - margin.b;
  if (plotHeight < 60)
    throw new RangeError(
      `Cannot fit the figure "${spec.title}" into a height of ${height} pixels: give it more`,
    );

  return {
    data,
    layout: {
      title: {
        text: titleLines.map((line) => `<b>${line}</b>`).join("<br>"),
        font: { size: TITLE_SIZE },
        x: 0,
        xref: "container",
        xanchor: "left",
        y: 1,
        yref: "container",
        yanchor: "top",
        // Plotly places one line by its top, but the first of several lines by its foot.
        pad: { l: 12, t: titleLines.length === 1 ? 14 : 14 + 0.7 * TITLE_SIZE },
      },
      height,
      margin,
      font: { family: "Arial, Helvetica, sans-serif", size: 13, color: ink },
      paper_bgcolor: "#FFFFFF",
      plot_bgcolor: "#FFFFFF",
      hovermode: "closest",
      hoverlabel: { font: { size: 13 }, align: "left" },
      separators: ".,",
      showlegend: legend > 0,
      // Plotly's validator stumbles over a legend that is not shown.
      ...(legend > 0 && {
        legend: {
          orientation: "h",
          x: 0,
          xanchor: "left",
          y: -(axisHeight + controls) / plotHeight,
          yanchor: "top",
          font: { size: 13 },
          itemwidth: 40,
        },
      }),
      ...axes,
      ...(animation === undefined ? {} : animationControls(animation, axisHeight)),
      annotations: panels.flatMap((panel, i) => placeAnnotations(panel, i, axes)),
      shapes: panels.flatMap((panel, i) =>
        [...(panel.shapes ?? []), ...(panel.references ?? []).map((line) => referenceLine(line).shape)].map(
          (shape) => ({
            layer: "below",
            ...shape,
            xref: shape.xref === "paper" ? `x${number(i)} domain` : `x${number(i)}`,
            yref: shape.yref === "paper" ? `y${number(i)} domain` : `y${number(i)}`,
          }),
        ),
      ),
    },
    config: { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["select2d", "lasso2d"] },
    ...(animation === undefined ? {} : { frames: plotlyFrames(animation) }),
    caption: spec.caption,
  };
}

function panelOf({ x, y, traces, annotations, shapes, references }: SinglePanel): Panel {
  return {
    x,
    y,
    traces,
    ...(annotations && { annotations }),
    ...(shapes && { shapes }),
    ...(references && { references }),
  };
}

/** Plotly calls the first axis x and the others x2, x3, … */
function number(panel: number): string {
  return panel === 0 ? "" : String(panel + 1);
}

function placeAxes(panels: readonly Panel[], shareY: boolean): Record<string, PlotlyAxis> {
  const gap = shareY ? 0.04 : 0.13;
  const width = (1 - gap * (panels.length - 1)) / panels.length;
  const axes: Record<string, PlotlyAxis> = {};
  panels.forEach((panel, i) => {
    const n = number(i);
    const left = i * (width + gap);
    const drawn = shareY ? panels.flatMap((each) => each.traces) : panel.traces;
    const across = [
      ...panel.traces.flatMap(({ x }) => x),
      ...(panel.references ?? []).flatMap(({ x }) => x ?? []),
    ];
    const up = [...drawn.flatMap(({ y }) => y), ...(panel.references ?? []).flatMap(({ y }) => y ?? [])];
    const x = plotlyAxis(panel.x, across);
    axes[`xaxis${n}`] = {
      ...x,
      tickangle: tickLabels(x, across, width).tilted ? -TILT : 0,
      domain: [round(left), round(left + width)],
      anchor: `y${n}`,
      ...(panels.length > 1 && x.type === "linear" && x.tickvals === undefined
        ? { nticks: panels.length > 2 ? 5 : 6 }
        : {}),
    };
    const y = plotlyAxis(panel.y, up);
    axes[`yaxis${n}`] = {
      ...(shareY && i > 0
        ? { ...withoutLabels(y), matches: "y", showticklabels: false, title: { ...y.title, text: "" } }
        : y),
      anchor: `x${n}`,
      ...(panel.y.sameScale === true ? { scaleanchor: `x${n}`, scaleratio: 1 } : {}),
    };
  });
  return axes;
}

function xLabelHeight(panel: Panel, axis: PlotlyAxis): number {
  const [from, to] = axis.domain ?? [0, 1];
  return tickLabels(
    axis,
    panel.traces.flatMap(({ x }) => x),
    to - from,
  ).height;
}

/** Names along an axis may have to be tilted; plain numbers always fit, because fewer of them are shown. */
function tickLabels(axis: PlotlyAxis, values: readonly Value[], share: number) {
  const given = axis.type === "log" ? [""] : (axis.ticktext ?? [""]);
  const names = axis.type === "category" ? [...new Set(values.map(String))] : given;
  return labelHeight(names, share * (DESIGN_WIDTH - 100));
}

function placeAnnotations(
  panel: Panel,
  i: number,
  axes: Record<string, PlotlyAxis>,
): Record<string, unknown>[] {
  const n = number(i);
  const placed = [
    ...(panel.annotations ?? []),
    ...(panel.references ?? []).map((line) => referenceLine(line).annotation),
  ].map((annotation) => ({
    showarrow: false,
    ...annotation,
    x: coordinate(annotation.x, annotation.xref, axes[`xaxis${n}`]),
    y: coordinate(annotation.y, annotation.yref, axes[`yaxis${n}`]),
    text: plotlyText(annotation.text),
    font: { size: 12, color: ink, ...annotation.font },
    xref: annotation.xref === "paper" ? `x${n} domain` : `x${n}`,
    yref: annotation.yref === "paper" ? `y${n} domain` : `y${n}`,
    ...(annotation.showarrow === true ? { arrowhead: 0, arrowwidth: 1, arrowcolor: "#6B6B6B" } : {}),
  }));
  if (panel.title === undefined) return placed;
  const heading = {
    text: `<b>${plotlyText(panel.title)}</b>`,
    showarrow: false,
    x: 0,
    xref: `x${n} domain`,
    xanchor: "left",
    y: 1,
    yref: `y${n} domain`,
    yanchor: "bottom",
    yshift: 4,
    font: { size: 13, color: ink },
  };
  return [heading, ...placed];
}

/** Plotly wants the logarithm for an annotation on a logarithmic axis (and not for a shape). */
function coordinate(value: Annotation["x"], ref: "paper" | undefined, axis: PlotlyAxis): Annotation["x"] {
  return ref !== "paper" && axis.type === "log" && typeof value === "number" ? Math.log10(value) : value;
}

/** Room for the axis title and the widest label that can be known beforehand; Plotly adds more where it must. */
function leftMargin(axis: PlotlyAxis): number {
  const labels = axis.ticktext ?? [];
  const widest = Math.max(34, ...labels.map((label) => textWidth(label, 12)));
  return Math.round(widest + 42);
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Plotly ignores what concerns labels that are not shown, and its validator says so. */
function withoutLabels({ tickfont, exponentformat, separatethousands, ...rest }: PlotlyAxis): PlotlyAxis {
  return rest as PlotlyAxis;
}

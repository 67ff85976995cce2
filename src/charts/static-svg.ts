import { CONTROLS_HEIGHT } from "./animation";
import type { PlotlyAxis } from "./axis";
import type { Figure, Layout } from "./figure";
import { gridColour, ink } from "./palette";
import type { PlacedTrace } from "./panel";
import type { HeatmapTrace, Line, Value } from "./plotly-json";
import { svgAnnotation } from "./svg-annotation";
import { COLOUR_BAR_WIDTH, svgColourBar } from "./svg-colour-bar";
import { svgLegend } from "./svg-legend";
import { fill, stroke } from "./svg-paint";
import {
  categoriesOf,
  type Extent,
  fullRange,
  makeScale,
  position,
  type Scale,
  traceExtent,
} from "./svg-scale";
import { pixel, svgText } from "./svg-text";
import { svgTrace, svgTraceText } from "./svg-trace";
import { textWidth } from "./text-width";

const WIDTH = 760;

interface DrawnPanel {
  readonly x: Scale;
  readonly y: Scale;
  readonly traces: readonly PlacedTrace[];
  readonly shapes: readonly Record<string, unknown>[];
  readonly annotations: readonly Record<string, unknown>[];
}

/**
 * The figure as a picture: an SVG document that is the same, byte for byte, for the same figure. Shown where Plotly
 * cannot run; of an animation it shows the first step.
 *
 * @example
 * ```ts
 * const chart = figure({
 *   title: "Line",
 *   caption: "It goes up.",
 *   x: { title: "x" },
 *   y: { title: "y" },
 *   traces: [{ type: "scatter", mode: "lines", x: [0, 1], y: [0, 1] }],
 * });
 * staticSvg(chart).startsWith("<svg "); // → true
 * ```
 */
export function staticSvg(figure: Figure): string {
  const { data, layout } = figure;
  const controls = figure.frames === undefined ? 0 : CONTROLS_HEIGHT;
  const height = layout.height - controls;
  const colourBar = data.find((trace) => trace.type === "heatmap" && trace.showscale !== false);
  const area = {
    left: layout.margin.l,
    right: WIDTH - layout.margin.r - (colourBar === undefined ? 0 : COLOUR_BAR_WIDTH),
    top: layout.margin.t,
    bottom: height - (layout.margin.b - controls),
  };
  const panels = placePanels(figure, area);
  const title = svgText(layout.title.text, { x: 12, y: 26, size: 17, color: ink });
  const parts = [
    `<rect width="${WIDTH}" height="${height}" fill="#FFFFFF"/>`,
    title,
    ...panels.map(svgPanel),
    ...(layout.showlegend
      ? [svgLegend(data, area.left, area.bottom + legendOffset(layout) - controls, area.right - area.left)]
      : []),
    ...(colourBar === undefined
      ? []
      : [svgColourBar(colourBar as HeatmapTrace, area.right + 14, area.top, area.bottom)]),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" ` +
    `font-family="Arial, Helvetica, sans-serif">\n${parts.join("\n")}\n</svg>\n`
  );
}

/** Plotly counts the legend's distance in heights of the plot. */
function legendOffset({ legend, height, margin }: Layout): number {
  return -Number(legend?.y) * (height - margin.t - margin.b);
}

function placePanels(
  { data, layout }: Figure,
  area: { left: number; right: number; top: number; bottom: number },
): DrawnPanel[] {
  const names = [...new Set(data.map((trace) => trace.xaxis))];
  const drawn = names.map((xaxis) => {
    const n = xaxis.slice(1);
    const traces = data.filter((trace) => trace.xaxis === xaxis);
    const own = <T extends Record<string, unknown>>(items: readonly T[]) =>
      items.filter((item) => String(item.xref).split(" ")[0] === xaxis);
    const shapes = own(layout.shapes);
    const axes = { x: layout[`xaxis${n}`] as PlotlyAxis, y: layout[`yaxis${n}`] as PlotlyAxis };
    const along = (which: "x" | "y") => {
      const axis = axes[which];
      const categories = categoriesOf(
        axis,
        traces.flatMap((trace) => trace[which]),
      );
      const marks = shapes
        .filter((shape) => !String(shape[`${which}ref`]).endsWith("domain"))
        .flatMap((shape) => [shape[`${which}0`], shape[`${which}1`]] as Value[])
        .map((value): Extent => {
          const at = position(value, axis, categories);
          return { low: at, high: at, pad: true };
        });
      const extents = [...traces.flatMap((trace) => traceExtent(trace, which, axis, categories)), ...marks];
      return { axis, categories, extents };
    };
    return { traces, shapes, annotations: own(layout.annotations), x: along("x"), y: along("y") };
  });
  const sharedY = drawn.flatMap((panel) => (panel.y.axis.matches === "y" ? panel.y.extents : []));
  return drawn.map((panel, i) => {
    const { x, y } = panel;
    const shared = sharedY.length > 0 ? drawn.flatMap((each) => each.y.extents) : y.extents;
    const [from, to] = x.axis.domain ?? [0, 1];
    const width = area.right - area.left;
    const pixelsX = [area.left + from * width, area.left + to * width] as const;
    const pixelsY = [area.bottom, area.top] as const;
    let rangeX = fullRange(x.axis, x.extents, x.categories);
    let rangeY = fullRange(sharedY.length > 0 ? drawn[0].y.axis : y.axis, shared, y.categories);
    if (y.axis.scaleanchor !== undefined) [rangeX, rangeY] = sameScale(rangeX, pixelsX, rangeY, pixelsY);
    return {
      ...panel,
      x: makeScale(x.axis, rangeX, pixelsX, x.categories),
      y: makeScale(
        y.axis,
        rangeY,
        pixelsY,
        i > 0 && sharedY.length > 0 ? drawn[0].y.categories : y.categories,
      ),
    };
  });
}

/** Widens the range of one axis until a unit has the same length on both. */
function sameScale(
  x: [number, number],
  pixelsX: readonly [number, number],
  y: [number, number],
  pixelsY: readonly [number, number],
): [[number, number], [number, number]] {
  const perX = Math.abs(x[1] - x[0]) / Math.abs(pixelsX[1] - pixelsX[0]);
  const perY = Math.abs(y[1] - y[0]) / Math.abs(pixelsY[1] - pixelsY[0]);
  const widen = ([from, to]: [number, number], factor: number): [number, number] => {
    const middle = (from + to) / 2;
    return [middle + (from - middle) * factor, middle + (to - middle) * factor];
  };
  return perX < perY ? [widen(x, perY / perX), y] : [x, widen(y, perX / perY)];
}

function svgPanel(panel: DrawnPanel, index: number): string {
  const { x, y, traces, shapes, annotations } = panel;
  const [left, right] = x.pixels;
  const [bottom, top] = y.pixels;
  const overHeatmap = traces.some((trace) => trace.type === "heatmap");
  const clip = `panel${index}`;
  const bars = traces.filter((trace) => trace.type === "bar");
  const layer = (above: boolean) =>
    shapes.filter((shape) => (shape.layer === "above") === above).map((shape) => svgShape(shape, x, y));
  return [
    `<clipPath id="${clip}"><rect x="${pixel(left - 1)}" y="${pixel(top - 1)}" width="${pixel(right - left + 2)}" height="${pixel(bottom - top + 2)}"/></clipPath>`,
    ...(overHeatmap ? [] : gridLines(x, y)),
    `<g clip-path="url(#${clip})">`,
    ...layer(false),
    ...traces.map((trace) => svgTrace(trace, x, y, bars)),
    ...layer(true),
    "</g>",
    ...traces.flatMap((trace) => svgTraceText(trace, x, y)),
    ...axisLines(x, y),
    ...annotations.map((annotation) => svgAnnotation(annotation, x, y)),
  ].join("\n");
}

function gridLines(x: Scale, y: Scale): string[] {
  const paint = stroke({ color: gridColour, width: 1 });
  const [left, right] = x.pixels;
  const [bottom, top] = y.pixels;
  return [
    ...shown(x).map(
      ({ at }) => `<path d="M${pixel(toPixel(x, at))},${pixel(top)}V${pixel(bottom)}" ${paint}/>`,
    ),
    ...shown(y).map(
      ({ at }) => `<path d="M${pixel(left)},${pixel(toPixel(y, at))}H${pixel(right)}" ${paint}/>`,
    ),
  ];
}

function shown({ axis, ticks }: Scale): Scale["ticks"] {
  return axis.showgrid === false ? [] : ticks;
}

function axisLines(x: Scale, y: Scale): string[] {
  const paint = stroke({ color: "#9A9A9A", width: 1 });
  const [left, right] = x.pixels;
  const [bottom, top] = y.pixels;
  const angle = Number(x.axis.tickangle ?? 0);
  const labelled = y.axis.showticklabels !== false;
  const parts = [
    `<path d="M${pixel(left)},${pixel(top)}V${pixel(bottom)}H${pixel(right)}" fill="none" ${paint}/>`,
    ...x.ticks.flatMap(({ at, label }) => {
      const px = toPixel(x, at);
      const turned = angle === 0 ? { anchor: "middle" as const } : { anchor: "end" as const, rotate: angle };
      return [
        `<path d="M${pixel(px)},${pixel(bottom)}v4" ${paint}/>`,
        svgText(label, { x: px, y: bottom + 17, size: 12, color: ink, ...turned }),
      ];
    }),
    ...y.ticks.flatMap(({ at, label }) => {
      const py = toPixel(y, at);
      const tick = `<path d="M${pixel(left - 4)},${pixel(py)}h4" ${paint}/>`;
      return labelled
        ? [tick, svgText(label, { x: left - 8, y: py + 4, size: 12, color: ink, anchor: "end" })]
        : [tick];
    }),
  ];
  const middle = (left + right) / 2;
  const tilted = angle === 0 ? 0 : Math.max(...x.ticks.map(({ label }) => textWidth(label, 12)));
  const titleBelow = bottom + 40 + tilted * Math.sin((-angle * Math.PI) / 180);
  parts.push(
    svgText(x.axis.title.text, { x: middle, y: titleBelow, size: 13, color: ink, anchor: "middle" }),
  );
  if (y.axis.title.text !== "") {
    const widest = Math.max(0, ...y.ticks.map(({ label }) => textWidth(label, 12)));
    const at = left - widest - 22;
    parts.push(
      svgText(y.axis.title.text, {
        x: at,
        y: (top + bottom) / 2,
        size: 13,
        color: ink,
        anchor: "middle",
        rotate: -90,
      }),
    );
  }
  return parts;
}

function toPixel({ range, pixels }: Scale, at: number): number {
  return pixels[0] + ((at - range[0]) / (range[1] - range[0])) * (pixels[1] - pixels[0]);
}

function svgShape(shape: Record<string, unknown>, x: Scale, y: Scale): string {
  const place = (which: "x" | "y", end: 0 | 1) => {
    const scale = which === "x" ? x : y;
    const value = shape[`${which}${end}`] as Value;
    if (!String(shape[`${which}ref`]).endsWith("domain")) return scale.at(value);
    return scale.pixels[0] + Number(value) * (scale.pixels[1] - scale.pixels[0]);
  };
  const [x0, x1, y0, y1] = [place("x", 0), place("x", 1), place("y", 0), place("y", 1)];
  const opacity = Number(shape.opacity ?? 1);
  const line = shape.line as Line | undefined;
  if (shape.type === "line")
    return `<path d="M${pixel(x0)},${pixel(y0)}L${pixel(x1)},${pixel(y1)}" fill="none" ${stroke(line ?? {}, opacity)}/>`;
  const edge = line === undefined || line.width === 0 ? "" : ` ${stroke(line, opacity)}`;
  return (
    `<rect x="${pixel(Math.min(x0, x1))}" y="${pixel(Math.min(y0, y1))}" width="${pixel(Math.abs(x1 - x0))}" ` +
    `height="${pixel(Math.abs(y1 - y0))}" ${fill(String(shape.fillcolor ?? "none"), opacity)}${edge}/>`
  );
}

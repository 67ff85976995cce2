import { formatNumber } from "./format-number";
import { ink, sequentialScale } from "./palette";
import type { PlacedTrace } from "./panel";
import type { BarTrace, ErrorBars, HeatmapTrace, ScatterTrace, Value } from "./plotly-json";
import { scaleColour } from "./scale-colour";
import { svgMarker } from "./svg-marker";
import { fill, stroke } from "./svg-paint";
import { cellEdges, position, type Scale, spacing } from "./svg-scale";
import { pixel, svgText } from "./svg-text";

/** What a trace looks like inside its panel. Bars need to know all bars of the panel, beside which they stand. */
export function svgTrace(trace: PlacedTrace, x: Scale, y: Scale, bars: readonly PlacedTrace[]): string {
  switch (trace.type) {
    case "scatter":
      return scatter(trace, x, y);
    case "bar":
      return barGroup(trace, x, y, bars);
    case "heatmap":
      return heatmap(trace, x, y);
  }
}

function scatter(trace: ScatterTrace, x: Scale, y: Scale): string {
  const { opacity = 1 } = trace;
  const points = trace.x.map((value, i) =>
    value === null || trace.y[i] === null ? null : ([x.at(value), y.at(trace.y[i])] as const),
  );
  const drawn = points.filter((point): point is readonly [number, number] => point !== null);
  const parts: string[] = [];
  if (trace.fill !== undefined && drawn.length > 0) {
    const ground =
      trace.fill === "tozeroy" ? [[drawn.at(-1)![0], y.at(0)] as const, [drawn[0][0], y.at(0)] as const] : [];
    parts.push(
      `<path d="${path([...drawn, ...ground])}Z" ${fill(trace.fillcolor ?? "#0072B233", opacity)}/>`,
    );
  }
  if (trace.mode.includes("lines") && (trace.line?.width ?? 2) > 0)
    parts.push(
      `<path d="${path(points)}" fill="none" stroke-linejoin="round" ${stroke({ width: 2, ...trace.line }, opacity)}/>`,
    );
  parts.push(...errorBars(trace.error_x, trace, x, y, trace.marker?.color, "x"));
  parts.push(...errorBars(trace.error_y, trace, x, y, trace.marker?.color, "y"));
  if (trace.mode.includes("markers"))
    parts.push(...drawn.map(([px, py]) => svgMarker(px, py, trace.marker ?? {}, opacity)));
  return parts.join("\n");
}

/** The words at the points; drawn after all traces and not cut off at the edge of the panel. */
export function svgTraceText(trace: PlacedTrace, x: Scale, y: Scale): string[] {
  if (trace.type !== "scatter" || !trace.mode.includes("text") || trace.text === undefined) return [];
  const { size = 12, color = ink } = trace.textfont ?? {};
  const away = trace.mode.includes("markers") ? (trace.marker?.size ?? 7) / 2 + 2 : 0;
  return trace.text.flatMap((text, i) => {
    const [across, up] = [trace.x[i], trace.y[i]];
    if (across === null || up === null || text === "") return [];
    const [px, py] = [x.at(across), y.at(up)];
    if (outside(px, x) || outside(py, y)) return [];
    const style = { size, color };
    const { textposition } = trace;
    switch (typeof textposition === "object" ? textposition[i] : textposition) {
      case "top center":
        return [svgText(text, { ...style, x: px, y: py - away - 2, anchor: "middle" })];
      case "bottom center":
        return [svgText(text, { ...style, x: px, y: py + away + size * 0.85, anchor: "middle" })];
      case "middle left":
        return [svgText(text, { ...style, x: px - away - 2, y: py + size * 0.35, anchor: "end" })];
      case "middle right":
        return [svgText(text, { ...style, x: px + away + 2, y: py + size * 0.35, anchor: "start" })];
      default:
        return [svgText(text, { ...style, x: px, y: py + size * 0.35, anchor: "middle" })];
    }
  });
}

function outside(at: number, { pixels }: Scale): boolean {
  return at < Math.min(...pixels) - 0.5 || at > Math.max(...pixels) + 0.5;
}

/** Each null starts a new piece. */
function path(points: readonly (readonly [number, number] | null)[]): string {
  let start = true;
  return points
    .map((point) => {
      if (point === null) {
        start = true;
        return "";
      }
      const command = start ? "M" : "L";
      start = false;
      return `${command}${pixel(point[0])},${pixel(point[1])}`;
    })
    .join("");
}

function errorBars(
  bars: ErrorBars | undefined,
  trace: { readonly x: readonly Value[]; readonly y: readonly Value[] },
  x: Scale,
  y: Scale,
  color = ink,
  along: "x" | "y",
  /** Pixels by which the middle of a grouped bar lies beside its value. */
  shift = 0,
): string[] {
  if (bars === undefined) return [];
  const paint = stroke({ color: bars.color ?? color, width: bars.thickness ?? 1.5 });
  const cap = bars.width ?? 4;
  return trace[along].flatMap((value, i) => {
    const other = trace[along === "x" ? "y" : "x"][i];
    if (typeof value !== "number" || other === null) return [];
    const scale = along === "x" ? x : y;
    const from = scale.at(value - bars.arrayminus[i]);
    const to = scale.at(value + bars.array[i]);
    const middle = (along === "x" ? y : x).at(other) + shift;
    const line = (x1: number, y1: number, x2: number, y2: number) =>
      along === "x"
        ? `M${pixel(y1)},${pixel(x1)}L${pixel(y2)},${pixel(x2)}`
        : `M${pixel(x1)},${pixel(y1)}L${pixel(x2)},${pixel(y2)}`;
    const d =
      line(middle, from, middle, to) +
      line(middle - cap, from, middle + cap, from) +
      line(middle - cap, to, middle + cap, to);
    return [`<path d="${d}" fill="none" ${paint}/>`];
  });
}

function barGroup(trace: BarTrace, x: Scale, y: Scale, bars: readonly PlacedTrace[]): string {
  const upright = (trace.orientation ?? "v") === "v";
  const [across, length] = upright ? [x, y] : [y, x];
  const [places, values] = upright ? [trace.x, trace.y] : [trace.y, trace.x];
  const group = bars.filter(
    (bar) => bar.type === "bar" && bar.xaxis === (trace as BarTrace & PlacedTrace).xaxis,
  );
  const all = group.flatMap((bar) => (upright ? bar.x : bar.y)).filter((value) => value !== null);
  const room = spacing(all.map((value) => position(value, across.axis, across.categories)));
  // 0.2 is Plotly's gap between groups.
  const slot = trace.width ?? (room * 0.8) / group.length;
  const perUnit = (across.pixels[1] - across.pixels[0]) / (across.range[1] - across.range[0]);
  const offset =
    trace.width !== undefined ? 0 : (group.indexOf(trace as PlacedTrace) - (group.length - 1) / 2) * slot;
  const { color = ink, opacity = 1, line } = trace.marker ?? {};
  const base = length.axis.type === "log" ? length.pixels[0] : length.at(0);
  const parts = places.flatMap((place, i) => {
    const value = values[i];
    if (place === null || value === null) return [];
    const middle = across.at(place) + offset * perUnit;
    const half = Math.abs((slot * perUnit) / 2);
    const end = length.at(value);
    const [near, far] = [Math.min(base, end), Math.max(base, end)];
    const box = upright
      ? `x="${pixel(middle - half)}" y="${pixel(near)}" width="${pixel(2 * half)}" height="${pixel(far - near)}"`
      : `x="${pixel(near)}" y="${pixel(middle - half)}" width="${pixel(far - near)}" height="${pixel(2 * half)}"`;
    const edge = line?.width === undefined || line.width === 0 ? "" : ` ${stroke(line)}`;
    const label = trace.textposition === "none" ? undefined : trace.text?.[i];
    const beyond = trace.error_y !== undefined || trace.error_x !== undefined ? 14 : 0;
    return [
      `<rect ${box} ${fill(color, opacity * (trace.opacity ?? 1))}${edge}/>`,
      ...(label === undefined
        ? []
        : upright
          ? [svgText(label, { x: middle, y: near - 4 - beyond, size: 12, color: ink, anchor: "middle" })]
          : [svgText(label, { x: far + 4 + beyond, y: middle + 4, size: 12, color: ink, anchor: "start" })]),
    ];
  });
  const shift = offset * perUnit;
  return [
    ...parts,
    ...errorBars(trace.error_x, trace, x, y, ink, "x", shift),
    ...errorBars(trace.error_y, trace, x, y, ink, "y", shift),
  ].join("\n");
}

/** Lowest and highest value of a heat map's colour scale. */
export function colourRange(trace: HeatmapTrace): [number, number] {
  const values = trace.z.flat().filter((value): value is number => value !== null);
  const low = trace.zmin ?? Math.min(...values);
  const high = trace.zmax ?? Math.max(...values);
  return low === high ? [low, low + 1] : [low, high];
}

function heatmap(trace: HeatmapTrace, x: Scale, y: Scale): string {
  const [low, high] = colourRange(trace);
  const across = edges(trace.x, x);
  const up = edges(trace.y, y);
  const parts: string[] = [];
  trace.z.forEach((row, j) => {
    row.forEach((value, i) => {
      if (value === null) return;
      const share = (value - low) / (high - low);
      const color = scaleColour(trace.colorscale ?? sequentialScale, share);
      const [left, right] = [Math.min(across[i], across[i + 1]), Math.max(across[i], across[i + 1])];
      const [top, bottom] = [Math.min(up[j], up[j + 1]), Math.max(up[j], up[j + 1])];
      parts.push(
        `<rect x="${pixel(left)}" y="${pixel(top)}" width="${pixel(right - left)}" height="${pixel(bottom - top)}" ` +
          `fill="${color}" shape-rendering="crispEdges"/>`,
      );
      const text = cellText(value, trace.texttemplate);
      if (text !== undefined)
        parts.push(
          svgText(text, {
            x: (left + right) / 2,
            y: (top + bottom) / 2 + 4,
            size: 12,
            color: isDark(color) ? "#FFFFFF" : ink,
            anchor: "middle",
          }),
        );
    });
  });
  return parts.join("\n");
}

function edges(values: readonly Value[], scale: Scale): number[] {
  const { axis, range, pixels, categories } = scale;
  const places = values.map((value) => position(value, axis, categories));
  return cellEdges(places).map(
    (place) => pixels[0] + ((place - range[0]) / (range[1] - range[0])) * (pixels[1] - pixels[0]),
  );
}

function cellText(value: number, template: string | undefined): string | undefined {
  if (template === undefined) return undefined;
  const decimals = /%\{z:\.(\d)f\}/.exec(template);
  return decimals === null ? formatNumber(value) : value.toFixed(Number(decimals[1])).replace("-", "−");
}

function isDark(color: string): boolean {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 140;
}

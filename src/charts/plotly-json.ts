/** The part of Plotly's figure format that the course uses: valid from plotly.js 2.35 on, and drawn by `staticSvg`. */

export type Value = number | string | null;
export type Dash = "solid" | "dash" | "dot" | "dashdot";
export type MarkerSymbol = "circle" | "square" | "diamond" | "cross" | "x" | "triangle-up";
export type TextPosition = "top center" | "bottom center" | "middle left" | "middle right";
export type ColourScale = readonly (readonly [number, string])[];

export interface Line {
  readonly color?: string;
  readonly width?: number;
  readonly dash?: Dash;
}

export interface ErrorBars {
  readonly type: "data";
  readonly symmetric: false;
  /** Upwards from the point, in units of the axis. */
  readonly array: readonly number[];
  /** Downwards from the point, in units of the axis. */
  readonly arrayminus: readonly number[];
  readonly color?: string;
  readonly thickness?: number;
  readonly width?: number;
}

interface TraceCommon {
  readonly name?: string;
  readonly showlegend?: boolean;
  readonly legendgroup?: string;
  readonly hovertemplate?: string;
  readonly hoverinfo?: "skip";
  readonly opacity?: number;
}

export interface ScatterTrace extends TraceCommon {
  readonly type: "scatter";
  readonly mode: "lines" | "markers" | "text" | "lines+markers" | "markers+text" | "lines+markers+text";
  readonly x: readonly Value[];
  /** null interrupts a line. */
  readonly y: readonly Value[];
  readonly text?: readonly string[];
  /** One for all points, or one for each. */
  readonly textposition?: TextPosition | readonly TextPosition[];
  readonly textfont?: { readonly color?: string; readonly size?: number };
  readonly line?: Line;
  readonly marker?: {
    readonly color?: string;
    readonly size?: number;
    readonly symbol?: MarkerSymbol;
    readonly opacity?: number;
    readonly line?: { readonly color?: string; readonly width?: number };
  };
  readonly fill?: "toself" | "tozeroy";
  readonly fillcolor?: string;
  readonly error_x?: ErrorBars;
  readonly error_y?: ErrorBars;
}

export interface BarTrace extends TraceCommon {
  readonly type: "bar";
  readonly x: readonly Value[];
  readonly y: readonly Value[];
  readonly orientation?: "v" | "h";
  /** Width of a bar in units of its axis; histograms set the bin width. */
  readonly width?: number;
  readonly text?: readonly string[];
  readonly textposition?: "outside" | "none";
  readonly marker?: {
    readonly color?: string;
    readonly opacity?: number;
    readonly line?: { readonly color?: string; readonly width?: number };
    readonly pattern?: { readonly shape: "/" | "\\" | "x" | "." };
  };
  readonly error_x?: ErrorBars;
  readonly error_y?: ErrorBars;
}

export interface HeatmapTrace extends TraceCommon {
  readonly type: "heatmap";
  readonly x: readonly Value[];
  readonly y: readonly Value[];
  /** One row for each y, one column for each x; null leaves a cell empty. */
  readonly z: readonly (readonly (number | null)[])[];
  readonly zmin?: number;
  readonly zmax?: number;
  readonly colorscale?: ColourScale;
  readonly showscale?: boolean;
  readonly colorbar?: { readonly title: { readonly text: string } };
  /** Draws each cell's number in it, for example "%{z:.2f}". */
  readonly texttemplate?: string;
}

export type Trace = ScatterTrace | BarTrace | HeatmapTrace;

export interface Annotation {
  /** In data units (also on a logarithmic axis), or 0–1 with xref "paper". */
  readonly x: Value;
  readonly y: Value;
  readonly text: string;
  readonly xref?: "paper";
  readonly yref?: "paper";
  readonly xanchor?: "left" | "center" | "right";
  readonly yanchor?: "top" | "middle" | "bottom";
  /** Pixels, to the right and up. */
  readonly xshift?: number;
  readonly yshift?: number;
  readonly font?: { readonly color?: string; readonly size?: number };
  readonly bgcolor?: string;
  /** Draws a line from the text, ax and ay pixels (right, down) away, to the point. */
  readonly showarrow?: boolean;
  readonly ax?: number;
  readonly ay?: number;
}

export interface Shape {
  readonly type: "line" | "rect";
  readonly x0: Value;
  readonly x1: Value;
  readonly y0: Value;
  readonly y1: Value;
  readonly xref?: "paper";
  readonly yref?: "paper";
  readonly line?: Line;
  readonly fillcolor?: string;
  readonly opacity?: number;
  readonly layer?: "below" | "above";
}

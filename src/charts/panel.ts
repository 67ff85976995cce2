import type { Axis } from "./axis";
import type { Annotation, Shape, Trace } from "./plotly-json";
import type { ReferenceLine } from "./reference-line";

/** One pair of axes and what is drawn on them. */
export interface Panel {
  readonly title?: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly traces: readonly Trace[];
  readonly annotations?: readonly Annotation[];
  readonly shapes?: readonly Shape[];
  /** Labelled lines across the panel, for example a chance floor. */
  readonly references?: readonly ReferenceLine[];
}

/** A trace that knows its panel's axes. */
export type PlacedTrace = Trace & { readonly xaxis: string; readonly yaxis: string };

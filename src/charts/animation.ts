import type { Value } from "./plotly-json";

/** One step of an animation: the places of the points of each trace that moves. */
export interface AnimationStep {
  /** Shown on the slider, for example "40 %". */
  readonly label: string;
  readonly data: readonly { readonly x: readonly Value[]; readonly y: readonly Value[] }[];
}

/** A slider and a play button. The figure's own traces show the first step; a still picture shows only that. */
export interface Animation {
  /** What the slider changes, for example "Turned by". */
  readonly title: string;
  /** Which traces move, counted from 0 over all panels. */
  readonly traces: readonly number[];
  readonly steps: readonly AnimationStep[];
}

export interface Frame {
  readonly name: string;
  readonly data: readonly { readonly x: readonly Value[]; readonly y: readonly Value[] }[];
  readonly traces: readonly number[];
}

export const CONTROLS_HEIGHT = 72;

/** @throws RangeError if a step does not have data for each trace that moves */
export function plotlyFrames(animation: Animation): Frame[] {
  const { traces, steps } = animation;
  const odd = steps.find(({ data }) => data.length !== traces.length);
  if (odd !== undefined)
    throw new RangeError(
      `Cannot animate ${traces.length} traces: the step "${odd.label}" has data for ${odd.data.length}`,
    );
  return steps.map(({ data }, i) => ({ name: String(i), data, traces }));
}

/** @param offset pixels between the plot and the controls */
export function animationControls(animation: Animation, offset: number): Record<string, unknown> {
  const go = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 60, redraw: false } };
  return {
    updatemenus: [
      {
        type: "buttons",
        direction: "left",
        showactive: false,
        x: 0,
        xanchor: "left",
        y: 0,
        yanchor: "top",
        pad: { t: offset + 8, l: 0 },
        bgcolor: "#FFFFFF",
        buttons: [{ label: "▶ Play", method: "animate", args: [null, { ...go, fromcurrent: false }] }],
      },
    ],
    sliders: [
      {
        active: 0,
        x: 0.14,
        len: 0.86,
        y: 0,
        yanchor: "top",
        pad: { t: offset, b: 0 },
        currentvalue: { prefix: `${animation.title}: `, xanchor: "left", font: { size: 12 } },
        ticklen: 0,
        minorticklen: 0,
        font: { size: 11 },
        steps: animation.steps.map(({ label }, i) => ({
          label,
          method: "animate",
          args: [[String(i)], { ...go, frame: { duration: 0, redraw: false } }],
        })),
      },
    ],
  };
}

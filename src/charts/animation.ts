import type { Value } from "./plotly-json";

/** One step of an animation: new x and y for the first traces of the figure, in their order. */
export interface AnimationStep {
  /** Shown on the slider, for example "40 %". */
  readonly label: string;
  readonly traces: readonly { readonly x: readonly Value[]; readonly y: readonly Value[] }[];
}

/** A slider and a play button. The figure itself should show the last step: it is what a still picture shows. */
export interface Animation {
  readonly steps: readonly AnimationStep[];
  /** What the slider changes, for example "Rotation done". */
  readonly title: string;
}

export interface Frame {
  readonly name: string;
  readonly data: readonly { readonly x: readonly Value[]; readonly y: readonly Value[] }[];
  readonly traces: readonly number[];
}

export const CONTROLS_HEIGHT = 64;

export function plotlyFrames(animation: Animation): Frame[] {
  return animation.steps.map(({ traces }, i) => ({
    name: String(i),
    data: traces.map(({ x, y }) => ({ x, y })),
    traces: traces.map((_, k) => k),
  }));
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
        active: animation.steps.length - 1,
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

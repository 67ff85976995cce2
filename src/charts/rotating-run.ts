import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { labelPlaces } from "./label-places";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** The model at one angle: where the words stand, and its loss turned and stretched. */
export interface TurnedModel {
  /** Radians. */
  readonly angle: number;
  /** One [x, y] per word. */
  readonly positions: readonly (readonly number[])[];
  /** Nats per token. */
  readonly loss: number;
  readonly lossStretched: number;
}

/**
 * A model that turns: words in a plane on the left, the loss on the right, with a slider for the angle.
 *
 * @example
 * ```ts
 * const model = { angle: 0, positions: [[1, 0]], loss: 4, lossStretched: 4 };
 * rotatingRun(["king"], [model, { ...model, angle: 3, positions: [[-1, 0]] }]).frames.length; // → 2
 * ```
 */
export function rotatingRun(words: readonly string[], models: readonly TurnedModel[]): Figure {
  requireNumbers(
    "a turning model",
    models.flatMap((model) => [model.angle, model.loss, model.lossStretched, ...model.positions.flat()]),
  );
  const reach = 1.25 * Math.max(...models.flatMap((model) => model.positions.flat().map(Math.abs)));
  const degrees = models.map((model) => Math.round((model.angle * 180) / Math.PI));
  const turned = models.map((model) => model.loss);
  const stretched = models.map((model) => model.lossStretched);
  const span = (losses: readonly number[]) => Math.max(...losses) - Math.min(...losses);
  const places = (k: number) => ({
    x: models[k]!.positions.map((position) => position[0]!),
    y: models[k]!.positions.map((position) => position[1]!),
  });
  // The plane at its smallest is about 300 pixels wide.
  const start = models[0]!.positions.map(([x, y]) => [(150 * x!) / reach, (-150 * y!) / reach] as const);
  const now = (k: number) => ({ x: [degrees[k]!], y: [turned[k]!] });
  return figure({
    title: "The words turn, the loss stays",
    caption:
      `Through a full turn the loss moves by ${exponent(span(turned))} nats. ` +
      `Stretching one of these coordinates and shrinking the other moves it by ${exponent(span(stretched))} nats.`,
    height: 500,
    panels: [
      {
        title: "words in the turned plane",
        x: { title: "coordinate 1 (no unit)", range: [-reach, reach] },
        y: { title: "coordinate 2 (no unit)", range: [-reach, reach], sameScale: true },
        traces: [
          {
            type: "scatter",
            mode: "markers+text",
            name: "words",
            text: words,
            textposition: labelPlaces(words, start).map(({ place }) => place),
            showlegend: false,
            ...places(0),
          },
        ],
      },
      {
        title: "loss",
        x: { title: "angle (degrees)", range: [-8, 368], ticks: { values: [0, 90, 180, 270, 360] } },
        y: { title: "loss (nats per token)" },
        traces: [
          {
            type: "scatter",
            mode: "lines",
            name: "turned",
            x: degrees,
            y: turned,
            line: { color: palette[0], width: 3, dash: "solid" },
          },
          {
            type: "scatter",
            mode: "lines",
            name: "one coordinate times 1 + ½ sin(angle), the other divided by it",
            x: degrees,
            y: stretched,
            line: { color: palette[1], dash: "dash" },
          },
          {
            type: "scatter",
            mode: "markers",
            name: "now",
            showlegend: false,
            marker: { color: palette[0], size: 12, symbol: "circle" },
            ...now(0),
          },
        ],
      },
    ],
    animation: {
      title: "Angle",
      traces: [0, 3],
      steps: models.map((_, k) => ({ label: `${degrees[k]}°`, data: [places(k), now(k)] })),
    },
  });
}

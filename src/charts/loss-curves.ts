import { meanInterval } from "../stability";
import { type Figure, figure } from "./figure";
import { intervalBand } from "./interval-band";
import { palette } from "./palette";

/**
 * The loss of every run, step by step, with the mean and its 95 % interval over runs while all of them train,
 * and reference values as labelled lines.
 *
 * @param histories nats per token, one list per run
 * @param references values to compare with, by name
 * @example
 * ```ts
 * lossCurves([[3, 2, 1.5], [3, 2.1, 1.4]], { "knows nothing": 3 }).data.length; // → 4
 * ```
 */
export function lossCurves(
  histories: readonly (readonly number[])[],
  references: Readonly<Record<string, number>>,
): Figure {
  const lengths = histories.map((history) => history.length);
  const shortest = Math.min(...lengths);
  const x = Array.from({ length: shortest }, (_, step) => step);
  const last = meanInterval(histories.map((history) => history.at(-1)!));
  return figure({
    title: `The loss of ${histories.length} runs`,
    caption:
      `After ${shortest} to ${Math.max(...lengths)} steps the loss is ${last.mean.toFixed(4)} nats per token, ` +
      `with a 95 % interval over runs of ${last.low.toFixed(4)} to ${last.high.toFixed(4)}.`,
    x: { title: "step" },
    y: { title: "loss (nats per token)" },
    traces: [
      ...histories.map((history, run) => ({
        type: "scatter" as const,
        mode: "lines" as const,
        name: "single runs",
        x: history.map((_, step) => step),
        y: history,
        line: { color: palette[5], width: 1, dash: "solid" as const },
        hovertemplate: `run ${run + 1}, step %{x}: %{y:.4f} nats<extra></extra>`,
      })),
      ...intervalBand(
        x,
        x.map((step) => meanInterval(histories.map((history) => history[step]!))),
        { name: "mean and 95 % interval", color: palette[0] },
      ),
    ],
    references: Object.entries(references).map(([label, y], k) => ({
      y,
      label,
      place: k % 2 === 0 ? ("above right" as const) : ("below right" as const),
    })),
  });
}

import { meanInterval } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { intervalBand } from "./interval-band";
import { palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/**
 * The loss of every run, step by step, with the mean and its 95 % interval over runs while all of them train,
 * and reference values as labelled lines.
 *
 * @param histories nats per token before each step, one list per run
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
  requireNumbers("the loss of the runs", histories.flat());
  const lengths = histories.map((history) => history.length);
  const shortest = Math.min(...lengths);
  const longest = Math.max(...lengths);
  const x = Array.from({ length: shortest }, (_, step) => step);
  const last = meanInterval(histories.map((history) => history.at(-1)!));
  const values = [...histories.flat(), ...Object.values(references)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // Room for the names of the highest and the lowest reference.
  const margin = 0.1 * (high - low);
  return figure({
    title: `The loss of ${histories.length} runs`,
    caption:
      `In the last of ${shortest === longest ? shortest : `${shortest} to ${longest}`} steps the loss is ` +
      `${formatFixed(last.mean, 4)} nats per token, with a 95 % interval over runs of ` +
      `${formatFixed(last.low, 4)} to ${formatFixed(last.high, 4)}.`,
    x: { title: "step" },
    y: { title: "loss (nats per token)", range: [low - margin, high + margin] },
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
        { name: "mean and 95 % interval", color: palette[0], dash: "solid" },
      ),
    ],
    references: Object.entries(references).map(([label, y], k) => ({
      y,
      label,
      place: k % 2 === 0 ? ("above right" as const) : ("below right" as const),
    })),
  });
}

import type { Interval } from "../stability";
import { errorBars } from "./error-bars";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** One model on its way: at each moment looked at, its loss and its score. */
export interface LossPath {
  readonly name: string;
  readonly losses: readonly number[];
  readonly scores: readonly Interval[];
}

/** What one panel shows: for example the paths of the word vectors. */
export interface LossPanel {
  readonly title: string;
  readonly paths: readonly LossPath[];
}

/**
 * A score against the loss while models train, with 95 % intervals over runs. The loss falls from left to right, so
 * that every path runs to the right. Models on one curve differ in how far they have come, and in nothing else.
 *
 * @param y what is scored
 * @example
 * ```ts
 * const path = { name: "depth 0", losses: [4, 3.5], scores: [0.25, 0.75].map((mean) => ({ mean, low: mean, high: mean })) };
 * const chart = scoresAgainstLoss([{ title: "words", paths: [path] }], "cosine");
 * chart.caption; // → "At the end, words, depth 0: score 0.75 at loss 3.50."
 * chart.layout.xaxis.range[0] > chart.layout.xaxis.range[1]; // → true
 * ```
 */
export function scoresAgainstLoss(panels: readonly LossPanel[], y: string): Figure {
  const paths = panels.flatMap((panel) => panel.paths);
  const losses = paths.flatMap((path) => path.losses);
  const values = paths.flatMap((path) => path.scores.flatMap(({ low, high }) => [low, high]));
  requireNumbers("scores and losses", [...losses, ...values]);
  const [best, worst] = [Math.min(...losses), Math.max(...losses)];
  const margin = 0.06 * (worst - best) || 0.1;
  const told = panels.map(
    ({ title, paths }) =>
      `${title}, ${paths
        .map(
          ({ name, losses, scores }) =>
            `${name}: score ${formatFixed(scores.at(-1)!.mean, 2)} at loss ${formatFixed(losses.at(-1)!, 2)}`,
        )
        .join(", ")}`,
  );
  return figure({
    title: "Stability against loss, as the training goes on",
    caption: `At the end, ${told.join("; ")}.`,
    height: 460,
    shareY: true,
    panels: panels.map(({ title, paths }) => ({
      title,
      x: { title: "loss (nats per word), falling", range: [worst + margin, best - margin] },
      y: {
        title: y,
        range: [Math.min(0, 1.1 * Math.min(...values)), Math.min(1.05, 1.15 * Math.max(...values))],
      },
      traces: paths.map(({ name, losses, scores }, k) => {
        const { color, dash, symbol } = seriesStyle(k);
        return {
          type: "scatter" as const,
          mode: "lines+markers" as const,
          name,
          x: losses,
          y: scores.map((score) => score.mean),
          error_y: { ...errorBars(scores), color },
          line: { color, dash },
          marker: { color, symbol },
          hovertemplate: `${name}: %{y:.3f} at a loss of %{x:.3f}<extra></extra>`,
        };
      }),
    })),
  });
}

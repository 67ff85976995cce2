import type { Interval } from "../stability";
import { errorBars } from "./error-bars";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { jitter } from "./jitter";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** The scores of one model: one value per pair of runs, their mean with its interval over runs, and what chance gives. */
export interface ModelScore {
  readonly name: string;
  readonly values: readonly number[];
  readonly interval: Interval;
  readonly floor: Interval;
}

/** What one panel shows: for example the scores of the word vectors. */
export interface ScorePanel {
  readonly title: string;
  readonly scores: readonly ModelScore[];
}

/**
 * A score of several models side by side: a point for each pair of runs, the mean with its 95 % interval over runs, and the
 * chance floor.
 *
 * @param panels the same models in each
 * @param text the title, what the models differ in, and what is scored
 * @example
 * ```ts
 * const interval = { mean: 0.5, low: 0.4, high: 0.6 };
 * const scores = [{ name: "0", values: [0.4, 0.6], interval, floor: { mean: 0.1, low: 0, high: 0.2 } }];
 * const chart = scoresWithFloors([{ title: "word vectors", scores }], { title: "Stability", x: "depth", y: "cosine" });
 * chart.caption; // → "Mean over pairs of runs (chance floor), word vectors, depth 0: 0.50 (0.10)."
 * ```
 */
export function scoresWithFloors(
  panels: readonly ScorePanel[],
  text: { readonly title: string; readonly x: string; readonly y: string },
): Figure {
  const all = panels.flatMap(({ scores }) => scores);
  const values = all.flatMap(({ values, interval, floor }) => [
    ...values,
    interval.low,
    interval.high,
    floor.low,
    floor.high,
  ]);
  requireNumbers("the scores of the models", values);
  const told = panels.map(
    ({ title, scores }) =>
      `${title}, ${scores
        .map(
          ({ name, interval, floor }) =>
            `${text.x} ${name}: ${formatFixed(interval.mean, 2)} (${formatFixed(floor.mean, 2)})`,
        )
        .join(", ")}`,
  );
  return figure({
    title: text.title,
    caption: `Mean over pairs of runs (chance floor), ${told.join("; ")}.`,
    height: 460,
    shareY: true,
    panels: panels.map(({ title, scores }) => ({
      title,
      x: {
        title: text.x,
        range: [-0.5, scores.length - 0.5],
        ticks: { values: scores.map((_, k) => k), labels: scores.map(({ name }) => name) },
      },
      y: {
        title: text.y,
        range: [Math.min(0, 1.1 * Math.min(...values)), Math.min(1.05, 1.15 * Math.max(...values))],
      },
      traces: [
        ...scores.map((score, k) => ({
          type: "scatter" as const,
          mode: "markers" as const,
          name: "a pair of runs",
          x: jitter(score.values.length, 0.3).map((shift) => k - 0.15 + shift),
          y: score.values,
          marker: { color: palette[0], opacity: 0.6, symbol: "circle" as const },
          hovertemplate: `${text.x} ${score.name}: %{y:.3f}<extra></extra>`,
        })),
        {
          type: "scatter",
          mode: "markers",
          name: "mean and 95 % interval",
          x: scores.map((_, k) => k + 0.2),
          y: scores.map(({ interval }) => interval.mean),
          error_y: { ...errorBars(scores.map(({ interval }) => interval)), color: palette[1] },
          marker: { color: palette[1], size: 10, symbol: "diamond" },
          hovertemplate: "mean %{y:.3f}<extra></extra>",
        },
        {
          type: "scatter",
          mode: "markers",
          name: "chance floor: words shuffled",
          x: scores.map((_, k) => k + 0.2),
          y: scores.map(({ floor }) => floor.mean),
          error_y: { ...errorBars(scores.map(({ floor }) => floor)), color: grey },
          marker: { color: grey, size: 9, symbol: "x" },
          hovertemplate: "by chance %{y:.3f}<extra></extra>",
        },
      ],
    })),
  });
}

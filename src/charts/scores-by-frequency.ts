import type { Interval } from "../stability";
import { errorBars } from "./error-bars";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { grey } from "./palette";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** What one panel shows: for each model its score in each band, and in each band what chance gives. */
export interface FrequencyPanel {
  readonly title: string;
  readonly models: readonly { readonly name: string; readonly scores: readonly Interval[] }[];
  readonly floor: readonly number[];
}

/**
 * A score of several models in each band of frequency, with 95 % intervals over runs and the chance floor.
 *
 * @param bands the names of the bands, rare words first
 * @param y what is scored
 * @example
 * ```ts
 * const models = [{ name: "depth 0", scores: [0.25, 0.75].map((mean) => ({ mean, low: mean, high: mean })) }];
 * const chart = scoresByFrequency([{ title: "words", models, floor: [0, 0] }], ["< 10", "≥ 10"], "cosine");
 * chart.caption; // → "Words that occur < 10 and ≥ 10 times, words, depth 0: 0.25 and 0.75."
 * ```
 */
export function scoresByFrequency(
  panels: readonly FrequencyPanel[],
  bands: readonly string[],
  y: string,
): Figure {
  const values = panels.flatMap(({ models, floor }) => [
    ...floor,
    ...models.flatMap(({ scores }) => scores.flatMap(({ low, mean, high }) => [low, mean, high])),
  ]);
  requireNumbers("scores by frequency", values);
  const [first, last] = [bands[0]!, bands.at(-1)!];
  const told = panels.map(
    ({ title, models }) =>
      `${title}, ${models
        .map(
          ({ name, scores }) =>
            `${name}: ${formatFixed(scores[0]!.mean, 2)} and ${formatFixed(scores.at(-1)!.mean, 2)}`,
        )
        .join(", ")}`,
  );
  return figure({
    title: "Are frequent words more stable than rare ones?",
    caption: `Words that occur ${first} and ${last} times, ${told.join("; ")}.`,
    height: 460,
    shareY: true,
    panels: panels.map(({ title, models, floor }) => ({
      title,
      x: {
        title: "times in the text",
        range: [-0.5, bands.length - 0.5],
        ticks: { values: bands.map((_, band) => band), labels: bands },
      },
      y: {
        title: y,
        range: [Math.min(0, 1.1 * Math.min(...values)), Math.min(1.05, 1.15 * Math.max(...values))],
      },
      traces: [
        ...models.map(({ name, scores }, k) => {
          const { color, dash, symbol } = seriesStyle(k);
          return {
            type: "scatter" as const,
            mode: "lines+markers" as const,
            name,
            // Side by side, so that the error bars of the models can be told apart.
            x: bands.map((_, band) => band + 0.08 * (k - (models.length - 1) / 2)),
            y: scores.map((score) => score.mean),
            error_y: { ...errorBars(scores), color },
            line: { color, dash },
            marker: { color, symbol },
            hovertemplate: `${name}: %{y:.3f}<extra></extra>`,
          };
        }),
        {
          type: "scatter",
          mode: "lines",
          name: "chance floor: words shuffled",
          x: bands.map((_, band) => band),
          y: floor,
          line: { color: grey, dash: "dot" },
          hovertemplate: "by chance %{y:.3f}<extra></extra>",
        },
      ],
    })),
  });
}

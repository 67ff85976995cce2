import type { Interval, PairValue } from "../stability";
import { errorBars } from "./error-bars";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { jitter } from "./jitter";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/**
 * The mean cosine of every pair of runs beside the same for randomly turned runs, with the interval over runs.
 *
 * @example
 * ```ts
 * const pairs = [{ first: 0, second: 1, value: 0.1 }];
 * pairMeans(pairs, { mean: 0.1, low: -0.1, high: 0.3 }, [0, 0.2]).data.length; // → 3
 * ```
 */
export function pairMeans(
  pairs: readonly PairValue[],
  interval: Interval,
  nullMeans: readonly number[],
): Figure {
  requireNumbers("mean cosines", [
    ...pairs.map((pair) => pair.value),
    interval.low,
    interval.mean,
    interval.high,
  ]);
  requireNumbers("mean cosines of randomly turned runs", nullMeans);
  const farthest = nullMeans.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  return figure({
    title: "Mean cosine over all words, pair by pair",
    caption:
      `Between runs the mean is ${formatFixed(interval.mean, 3)} (95 % interval over runs ` +
      `${formatFixed(interval.low, 3)} to ${formatFixed(interval.high, 3)}). ` +
      `The farthest of the random turns lies at ${formatFixed(farthest, 2)}.`,
    x: { title: "mean cosine over all words (no unit)" },
    y: {
      title: "compared",
      range: [-0.6, 1.7],
      ticks: { values: [0, 1], labels: ["randomly turned", "two runs"] },
    },
    height: 360,
    traces: [
      {
        type: "scatter",
        mode: "markers",
        name: "null: randomly turned",
        x: nullMeans,
        y: jitter(nullMeans.length, 0.5),
        marker: { color: grey, size: 5, opacity: 0.6 },
      },
      {
        type: "scatter",
        mode: "markers",
        name: "a pair of runs",
        x: pairs.map((pair) => pair.value),
        y: jitter(pairs.length, 0.5).map((shift) => 1 + shift),
        text: pairs.map((pair) => `runs ${pair.first + 1} and ${pair.second + 1}`),
        hovertemplate: "%{text}: %{x:.3f}<extra></extra>",
        marker: { color: palette[0], opacity: 0.7 },
      },
      {
        type: "scatter",
        mode: "markers",
        name: "mean and 95 % interval",
        x: [interval.mean],
        y: [1.45],
        error_x: { ...errorBars([interval]), color: palette[1] },
        marker: { color: palette[1], size: 10, symbol: "diamond" },
      },
    ],
  });
}

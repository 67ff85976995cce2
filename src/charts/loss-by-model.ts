import { type Interval, mean, meanInterval } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** The losses of the runs of one model, step by step, one list per run. */
export interface ModelLosses {
  readonly name: string;
  readonly histories: readonly (readonly number[])[];
}

const POINTS = 40;

/**
 * How the loss of several models falls as they read the text: the mean over runs with its 95 % interval. Single batches
 * differ much, so each of the 40 points is the mean over its part of the steps.
 *
 * @param models all of the same number of steps
 * @param wordsPerStep how many words a step predicts
 * @param references values to compare with, by name
 * @example
 * ```ts
 * const models = [{ name: "depth 0", histories: [[4, 3, 2], [4, 2, 3]] }];
 * lossByModel(models, 100, { "knows nothing": 4 }).caption; // → "Loss in the last part of 300 words, depth 0: 2.50."
 * ```
 */
export function lossByModel(
  models: readonly ModelLosses[],
  wordsPerStep: number,
  references: Readonly<Record<string, number>>,
): Figure {
  requireNumbers(
    "the loss of the models",
    models.flatMap(({ histories }) => histories.flat()),
  );
  const steps = models[0]!.histories[0]!.length;
  const points = Math.min(POINTS, steps);
  const edges = Array.from({ length: points + 1 }, (_, k) => Math.round((k * steps) / points));
  const parts = edges.slice(0, -1).map((from, k) => ({ from, to: edges[k + 1]! }));
  const intervals = models.map(({ histories }) =>
    parts.map(
      ({ from, to }): Interval => meanInterval(histories.map((history) => mean(history.slice(from, to)))),
    ),
  );
  const all = [...intervals.flat().flatMap(({ low, high }) => [low, high]), ...Object.values(references)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = 0.08 * (high - low);
  return figure({
    title: "The loss, as the models read the text",
    caption:
      `Loss in the last part of ${formatNumber(steps * wordsPerStep)} words, ` +
      `${models.map(({ name }, k) => `${name}: ${formatFixed(intervals[k]!.at(-1)!.mean, 2)}`).join("; ")}.`,
    x: { title: "words read (thousands)" },
    y: { title: "loss (nats per word)", range: [low - margin, high + margin] },
    height: 460,
    traces: models.flatMap(({ name }, k) =>
      intervalBand(
        parts.map(({ from, to }) => (wordsPerStep * (from + to)) / 2000),
        intervals[k]!,
        { name, ...seriesStyle(k) },
      ),
    ),
    references: Object.entries(references).map(([label, y]) => ({ y, label, place: "below right" as const })),
  });
}

import { meanInterval } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** The losses of the runs of one model: one list per run, with one loss for each moment looked at. */
export interface ModelLosses {
  readonly name: string;
  readonly losses: readonly (readonly number[])[];
}

/**
 * How the loss of several models falls as they read the text: the mean over runs with its 95 % interval.
 *
 * @param wordsRead how many words were read at each moment
 * @param references values to compare with, by name
 * @example
 * ```ts
 * const models = [{ name: "depth 0", losses: [[3, 2], [2, 3]] }];
 * lossByModel(models, [500, 1000], { "knows nothing": 4 }).caption; // → "Loss after 1,000 words, depth 0: 2.50."
 * ```
 */
export function lossByModel(
  models: readonly ModelLosses[],
  wordsRead: readonly number[],
  references: Readonly<Record<string, number>>,
): Figure {
  requireNumbers(
    "the loss of the models",
    models.flatMap(({ losses }) => losses.flat()),
  );
  const intervals = models.map(({ losses }) =>
    wordsRead.map((_, moment) => meanInterval(losses.map((run) => run[moment]!))),
  );
  const all = [...intervals.flat().flatMap(({ low, high }) => [low, high]), ...Object.values(references)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = 0.08 * (high - low);
  return figure({
    title: "The loss, as the models read the text",
    caption:
      `Loss after ${formatNumber(wordsRead.at(-1)!)} words, ` +
      `${models.map(({ name }, k) => `${name}: ${formatFixed(intervals[k]!.at(-1)!.mean, 2)}`).join("; ")}.`,
    x: { title: "words read (thousands)" },
    y: { title: "loss (nats per word)", range: [low - margin, high + margin] },
    height: 460,
    traces: models.flatMap(({ name }, k) =>
      intervalBand(
        wordsRead.map((words) => words / 1000),
        intervals[k]!,
        { name, ...seriesStyle(k) },
      ),
    ),
    references: Object.entries(references).map(([label, y]) => ({ y, label, place: "below right" as const })),
  });
}

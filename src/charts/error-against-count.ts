import { type Interval, mean } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { grey, ink } from "./palette";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** The words of one text. */
export interface WordErrors {
  /** The length of the text, in pairs of words. */
  readonly length: number;
  /** How often each word occurs in it. */
  readonly counts: readonly number[];
  /** How wrong the predictions after each word are, from 0 to 1. */
  readonly errors: readonly number[];
}

/**
 * How wrong the predictions after a word are, against how often this word occurs in the text: a point for each word and a
 * colour for each length of the text. Two lines go through the middle of all points: c/√count, and a line with the slope
 * that was fitted to the points, in the band of its interval.
 *
 * @param slope of the logarithm of the error against that of the count
 * @example
 * ```ts
 * const texts = [{ length: 1000, counts: [4, 100], errors: [0.5, 0.1] }];
 * errorAgainstCount(texts, { mean: -0.5, low: -0.6, high: -0.4 }).caption; // → "The fitted slope is −0.50 (−0.60 to −0.40); that of 1/√count is −0.50."
 * ```
 */
export function errorAgainstCount(texts: readonly WordErrors[], slope: Interval): Figure {
  const counts = texts.flatMap((text) => text.counts);
  const errors = texts.flatMap((text) => text.errors);
  requireNumbers("the error against the count of a word", [...counts, ...errors]);
  requireNumbers("the slope of the error", [slope.mean, slope.low, slope.high]);
  // The middle of the points on logarithmic axes.
  const middle = Math.exp(mean(counts.map(Math.log)));
  const typical = Math.exp(mean(errors.map(Math.log)));
  const ends = [0.8 * Math.min(...counts), 1.25 * Math.max(...counts)] as const;
  const along = [ends[0], middle, ends[1]];
  const onLine = (count: number, power: number) => typical * (count / middle) ** power;
  return figure({
    title: "The error of a word, and how often it occurs",
    caption:
      `The fitted slope is ${formatFixed(slope.mean, 2)} ` +
      `(${formatFixed(slope.low, 2)} to ${formatFixed(slope.high, 2)}); that of 1/√count is −0.50.`,
    x: { title: "how often the word occurs in the text", type: "log", range: ends },
    y: { title: "error of its predictions (0 none, 1 all)", type: "log" },
    height: 460,
    traces: [
      // The longest first: it has the most words, and would cover the others.
      ...texts
        .map((text, k) => ({
          type: "scatter" as const,
          mode: "markers" as const,
          name: `N = ${formatNumber(text.length)}`,
          x: text.counts,
          y: text.errors,
          marker: { color: seriesStyle(k).color, symbol: seriesStyle(k).symbol, size: 6, opacity: 0.6 },
        }))
        .reverse(),
      {
        type: "scatter",
        mode: "lines",
        name: "falls with the root of the count",
        x: along,
        y: along.map((count) => onLine(count, -1 / 2)),
        line: { color: grey, dash: "dash" },
      },
      ...intervalBand(
        along,
        along.map((count) => {
          const [low, high] = [onLine(count, slope.low), onLine(count, slope.high)];
          return { mean: onLine(count, slope.mean), low: Math.min(low, high), high: Math.max(low, high) };
        }),
        { name: "fitted", color: ink, dash: "solid" },
      ).map((trace) => ({ ...trace, mode: "lines" as const })),
    ],
  });
}

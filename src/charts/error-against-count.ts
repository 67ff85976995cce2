import { mean } from "../stability";
import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { grey } from "./palette";
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
 * How wrong the predictions after a word are, against how often this word occurs in the text: a point for each word, a
 * colour for each length of the text, and the line c/√count through the middle of all points.
 *
 * @example
 * ```ts
 * errorAgainstCount([{ length: 1000, counts: [4, 100], errors: [0.5, 0.1] }]).caption; // → "The line is 1/√count. Words off it by more than a factor of 2: 0 %."
 * ```
 */
export function errorAgainstCount(texts: readonly WordErrors[]): Figure {
  const counts = texts.flatMap((text) => text.counts);
  const errors = texts.flatMap((text) => text.errors);
  requireNumbers("the error against the count of a word", [...counts, ...errors]);
  const logs = errors.map((error, k) => Math.log(error * Math.sqrt(counts[k]!)));
  const middle = mean(logs);
  const off = logs.filter((log) => Math.abs(log - middle) > Math.LN2).length / logs.length;
  const ends = [0.8 * Math.min(...counts), 1.25 * Math.max(...counts)];
  return figure({
    title: "Each word has a text length of its own: how often it occurs",
    caption:
      `The line is ${exponent(Math.exp(middle))}/√count. ` +
      `Words off it by more than a factor of 2: ${formatFixed(100 * off, 0)} %.`,
    x: { title: "how often the word occurs in the text", type: "log", range: [ends[0]!, ends[1]!] },
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
        x: ends,
        y: ends.map((count) => Math.exp(middle) / Math.sqrt(count)),
        line: { color: grey, dash: "dash" },
      },
    ],
  });
}

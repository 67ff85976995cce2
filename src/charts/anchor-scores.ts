import type { Interval } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { intervalBand } from "./interval-band";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** Mean cosines after an alignment that was fitted on a number of words. */
export interface AnchorScore {
  readonly anchors: number;
  /** Scored on the words it was fitted on. */
  readonly fitted: Interval;
  /** The same with the words of one run shuffled. */
  readonly floor: Interval;
  /** Scored on all other words; undefined if there are none. */
  readonly heldOut?: Interval | undefined;
  /** The formula for Gaussian noise. */
  readonly gaussian: number;
}

/**
 * The score of an alignment against the number of words it is fitted on, with its chance floor and the score on other words.
 *
 * @example
 * ```ts
 * const interval = { mean: 0.9, low: 0.8, high: 1 };
 * const score = { anchors: 32, fitted: interval, floor: interval, heldOut: interval, gaussian: 0.85 };
 * anchorScores([score], 32).layout.title.text; // → "<b>How many words does a fair alignment need?</b>"
 * ```
 */
export function anchorScores(scores: readonly AnchorScore[], dimension: number): Figure {
  requireNumbers(
    "the scores of an alignment",
    scores.flatMap(({ fitted, floor }) => [fitted.mean, floor.mean]),
  );
  const heldOut = scores.flatMap(({ anchors, heldOut }) => (heldOut ? [{ anchors, interval: heldOut }] : []));
  const anchors = scores.map((score) => score.anchors);
  const first = scores[0]!;
  const last = scores.at(-1)!;
  return figure({
    title: "How many words does a fair alignment need?",
    caption:
      `Fitted on ${formatNumber(first.anchors)} words in ${dimension} dimensions: ${formatFixed(first.fitted.mean, 2)} on these words, ` +
      `${formatFixed(first.floor.mean, 2)} by chance. Fitted on ${formatNumber(last.anchors)} words: ` +
      `${formatFixed(last.fitted.mean, 2)}, by chance ${formatFixed(last.floor.mean, 2)}.`,
    x: { title: "words the turn is fitted on", type: "log", ticks: { values: anchors } },
    y: { title: "mean cosine after alignment (no unit)", range: [0, 1.05] },
    height: 460,
    traces: [
      ...intervalBand(
        anchors,
        scores.map((score) => score.fitted),
        { name: "on the fitted words", color: palette[0] },
      ),
      ...intervalBand(
        heldOut.map((one) => one.anchors),
        heldOut.map((one) => one.interval),
        { name: "on all other words", color: palette[2], dash: "dash" },
      ),
      ...intervalBand(
        anchors,
        scores.map((score) => score.floor),
        { name: "chance floor: words shuffled", color: palette[1], dash: "dot" },
      ),
      {
        type: "scatter",
        mode: "lines",
        name: "formula for Gaussian noise",
        x: anchors,
        y: scores.map((score) => score.gaussian),
        line: { color: grey, dash: "dashdot" },
      },
    ],
  });
}

import type { Interval } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { intervalBand } from "./interval-band";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/**
 * How far the spaces of the j strongest directions of two runs agree, against j, above what chance gives.
 *
 * @param overlaps for j = 1, 2, …, with their intervals over runs
 * @param shuffled the same with the words of one run shuffled
 * @throws RangeError if there are none, or a number is not finite
 * @example
 * ```ts
 * const at = (mean) => ({ mean, low: mean - 0.01, high: mean + 0.01 });
 * const chart = overlapByDepth([at(0.99), at(0.7)], [0.9, 0.02]);
 * chart.caption; // → "Overlap of two runs in the strongest direction: 0.99 (words shuffled 0.90). In the 2 strongest: 0.70 (0.02)."
 * ```
 */
export function overlapByDepth(overlaps: readonly Interval[], shuffled: readonly number[]): Figure {
  requireNumbers("the overlap of the spaces", [
    ...overlaps.flatMap(({ mean, low, high }) => [mean, low, high]),
    ...shuffled,
  ]);
  const places = overlaps.map((_, i) => i + 1);
  const two = (value: number) => formatFixed(value, 2);
  return figure({
    title: "Do the strongest directions of two runs span the same space?",
    caption:
      `Overlap of two runs in the strongest direction: ${two(overlaps[0]!.mean)} (words shuffled ${two(shuffled[0]!)}). ` +
      `In the ${overlaps.length} strongest: ${two(overlaps.at(-1)!.mean)} (${two(shuffled.at(-1)!)}).`,
    x: { title: "j, how many of the strongest directions" },
    y: { title: "overlap of the spaces (no unit)", range: [0, 1.03] },
    height: 440,
    traces: [
      ...intervalBand(places, overlaps, { name: "two runs", color: palette[0] }),
      {
        type: "scatter",
        mode: "lines",
        name: "chance floor: words shuffled",
        x: places,
        y: shuffled,
        line: { color: grey, dash: "dot" },
      },
    ],
  });
}

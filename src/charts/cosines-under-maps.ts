import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/**
 * Cosines of pairs of words before a change against the same cosines after it. Points on the diagonal did not change.
 *
 * @example
 * ```ts
 * cosinesUnderMaps({ before: [0.1, 0.5], turned: [0.1, 0.5], stretched: [0.3, 0.2] }).data.length; // → 3
 * ```
 */
export function cosinesUnderMaps(cosines: {
  readonly before: readonly number[];
  readonly turned: readonly number[];
  readonly stretched: readonly number[];
}): Figure {
  const { before, turned, stretched } = cosines;
  requireNumbers("cosines", [...before, ...turned, ...stretched]);
  const largest = (after: readonly number[]) =>
    Math.max(...after.map((value, k) => Math.abs(value - before[k]!)));
  const points = (name: string, after: readonly number[], color: string, symbol: "circle" | "square") => ({
    type: "scatter" as const,
    mode: "markers" as const,
    name,
    x: before,
    y: after,
    marker: { size: 6, opacity: 0.7, color, symbol },
  });
  const low = Math.min(...before, ...stretched) - 0.05;
  const high = Math.max(...before, ...stretched) + 0.05;
  return figure({
    title: "Same predictions, other cosines",
    caption:
      `After a turn, no cosine of two words moved by more than ${exponent(largest(turned))}. ` +
      `After a counter-stretch, with the same predictions, one moved by ${formatFixed(largest(stretched), 2)}.`,
    x: { title: "cosine of two words before (no unit)", range: [low, high] },
    y: { title: "cosine after (no unit)", range: [low, high] },
    height: 460,
    traces: [
      points("after a counter-stretch", stretched, palette[1], "square"),
      // Last, so that it lies on top: all its points are on the diagonal.
      points("after a turn", turned, palette[0], "circle"),
      {
        type: "scatter",
        mode: "lines",
        name: "unchanged",
        x: [low, high],
        y: [low, high],
        line: { color: grey, width: 1, dash: "dot" },
        hoverinfo: "skip",
      },
    ],
  });
}

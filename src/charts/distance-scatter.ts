import { correlation } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { grey, palette } from "./palette";
import { requireNumbers } from "./require-numbers";

/** Distances of the same pairs of words in two runs. */
export interface DistancePairs {
  readonly name: string;
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/**
 * The distance of pairs of words in one run against that in another, for several kinds of pairs.
 *
 * @param pairs at most four kinds; the last are drawn above
 * @throws RangeError if a distance is not finite, or the lists differ in length
 * @example
 * ```ts
 * const chart = distanceScatter([{ name: "pairs", first: [0, 1, 2], second: [0, 1, 2] }]);
 * chart.caption; // → "Correlation of the distances shown, pairs: 1.00."
 * ```
 */
export function distanceScatter(pairs: readonly DistancePairs[]): Figure {
  const values = pairs.flatMap(({ first, second }) => [...first, ...second]);
  requireNumbers("the distances of two runs", values);
  const told = pairs.map(
    ({ name, first, second }) => `${name}: ${formatFixed(correlation(first, second), 2)}`,
  );
  const most = Math.max(...values);
  const range = [Math.min(0, ...values), 1.03 * most] as const;
  return figure({
    title: "The distance of two words in two runs",
    caption: `Correlation of the distances shown, ${told.join("; ")}.`,
    height: 500,
    x: { title: "distance in run 1 (1 − cosine)", range },
    y: { title: "distance in run 2 (1 − cosine)", range },
    traces: [
      ...pairs.map(({ name, first, second }, k) => ({
        type: "scatter" as const,
        mode: "markers" as const,
        name,
        x: first,
        y: second,
        marker: {
          color: palette[k],
          size: k === 0 ? 4 : 5,
          opacity: 0.45,
          symbol: k === 0 ? ("circle" as const) : ("diamond" as const),
        },
        hovertemplate: `${name}: %{x:.2f} and %{y:.2f}<extra></extra>`,
      })),
      {
        type: "scatter",
        mode: "lines",
        name: "the same in both",
        x: [0, most],
        y: [0, most],
        line: { color: grey, dash: "dash", width: 1.5 },
        hoverinfo: "skip",
      },
    ],
  });
}

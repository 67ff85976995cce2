import type { Interval } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { intervalBand } from "./interval-band";
import { requireNumbers } from "./require-numbers";
import { seriesStyle } from "./series-style";

/** How well two averages agree that have no run in common, for averages of more and more runs. */
export interface AveragedAgreement {
  readonly name: string;
  /** From 0 to 1, one for each number of runs. */
  readonly values: readonly Interval[];
  /** What chance gives. */
  readonly floor: number;
}

/**
 * How well averages of aligned runs agree with other such averages, against the number of runs in each.
 *
 * @param sizes the numbers of runs in an average, rising
 * @example
 * ```ts
 * const values = [0.6, 0.75].map((mean) => ({ mean, low: mean - 0.02, high: mean + 0.02 }));
 * const chart = averagedRuns([1, 3], [{ name: "same neighbours", values, floor: 0.01 }]);
 * chart.caption; // → "From 1 to 3 runs in an average: same neighbours, 0.60 to 0.75 (by chance 0.01)."
 * ```
 */
export function averagedRuns(sizes: readonly number[], agreements: readonly AveragedAgreement[]): Figure {
  requireNumbers(
    "the agreement of averages",
    agreements.flatMap(({ values, floor }) => [
      ...values.flatMap(({ mean, low, high }) => [mean, low, high]),
      floor,
    ]),
  );
  const told = agreements.map(
    ({ name, values, floor }) =>
      `${name}, ${formatFixed(values[0]!.mean, 2)} to ${formatFixed(values.at(-1)!.mean, 2)} ` +
      `(by chance ${formatFixed(floor, 2)})`,
  );
  const [fewest, most] = [sizes[0]!, sizes.at(-1)!];
  return figure({
    title: "Do averages of runs agree better than single runs?",
    caption: `From ${fewest} to ${most} runs in an average: ${told.join("; ")}.`,
    x: {
      title: "runs in each average",
      range: [fewest - 0.15 * (most - fewest), most + 0.15 * (most - fewest)],
      ticks: { values: sizes },
    },
    y: { title: "share that two averages have in common (no unit)", range: [0, 1] },
    traces: agreements.flatMap(({ name, values }, k) => {
      const { color, dash } = seriesStyle(k);
      return intervalBand(sizes, values, { name, color, dash });
    }),
    references: [
      { y: Math.max(...agreements.map(({ floor }) => floor)), label: "chance floor: not above this" },
    ],
  });
}

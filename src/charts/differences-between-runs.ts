import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { requireNumbers } from "./require-numbers";

/** In a map of more runs, the numbers would not fit into the cells. */
const MAX_WITH_NUMBERS = 12;

/**
 * A square map of the difference between every two runs, with the runs sorted so that alike ones stand together.
 *
 * @param differences n×n, symmetric, zero on the diagonal
 * @param groups runs that are alike, by number from 0; together they name every run once
 * @param of what differs, for the title: "predictions"
 * @throws RangeError if the groups do not name every run once, or a difference is not finite
 * @example
 * ```ts
 * const chart = differencesBetweenRuns([[0, 0.2], [0.2, 0]], [[0], [1]], "predictions");
 * chart.caption; // → "2 groups of runs: run 1; run 2. Two runs of different groups differ by at least 0.2."
 * ```
 */
export function differencesBetweenRuns(
  differences: readonly (readonly number[])[],
  groups: readonly (readonly number[])[],
  of: string,
): Figure {
  requireNumbers("differences between runs", differences.flat());
  const order = groups.flat();
  if (order.toSorted((a, b) => a - b).join() !== [...differences.keys()].join())
    throw new RangeError(
      `Cannot draw ${differences.length} runs in the groups ${JSON.stringify(groups)}: each run from 0 to ${differences.length - 1} is needed once`,
    );
  const names = order.map((run) => `run ${run + 1}`);
  const list = groups.map(
    (group) => `run${group.length > 1 ? "s" : ""} ${group.map((run) => run + 1).join(", ")}`,
  );
  const pairs = groups.flatMap((group, k) =>
    group.flatMap((a, i) => [
      ...group.slice(i + 1).map((b) => ({ same: true, difference: differences[a]![b]! })),
      ...groups
        .slice(k + 1)
        .flatMap((other) => other.map((b) => ({ same: false, difference: differences[a]![b]! }))),
    ]),
  );
  const inside = pairs.filter((pair) => pair.same).map((pair) => pair.difference);
  const across = pairs.filter((pair) => !pair.same).map((pair) => pair.difference);
  const smallest = Math.min(...pairs.map((pair) => pair.difference).filter((difference) => difference > 0));
  const digits = smallest < 0.0005 ? 4 : 3;
  return figure({
    title: `How much the ${of} of two runs differ`,
    caption:
      `${groups.length} group${groups.length > 1 ? "s" : ""} of runs: ${list.join("; ")}.` +
      (inside.length > 0 ? ` Two runs of a group differ by at most ${exponent(Math.max(...inside))}.` : "") +
      (across.length > 0
        ? ` Two runs of different groups differ by at least ${exponent(Math.min(...across))}.`
        : ""),
    x: { title: "run", type: "category" },
    y: { title: "compared with run", type: "category" },
    height: 460,
    traces: [
      {
        type: "heatmap",
        x: names,
        // From top to bottom, as in a table.
        y: names.toReversed(),
        z: order.map((a) => order.map((b) => differences[a]![b]!)).toReversed(),
        zmin: 0,
        // 1 if all runs are alike: a scale needs two ends.
        zmax: Math.max(...differences.flat()) || 1,
        ...(order.length <= MAX_WITH_NUMBERS && { texttemplate: `%{z:.${digits}f}` }),
        colorbar: { title: { text: "difference" } },
      },
    ],
  });
}

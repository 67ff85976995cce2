import { type Figure, figure } from "./figure";

/**
 * A square map of the difference between every two runs, with the runs sorted so that alike ones stand together.
 *
 * @param differences n×n, symmetric, zero on the diagonal
 * @param groups runs that are alike, by number from 0; together they name every run once
 * @param of what differs, for the title: "predictions"
 * @example
 * ```ts
 * const chart = differencesBetweenRuns([[0, 0.2], [0.2, 0]], [[0], [1]], "predictions");
 * chart.caption; // → "2 groups of runs: run 1; run 2."
 * ```
 */
export function differencesBetweenRuns(
  differences: readonly (readonly number[])[],
  groups: readonly (readonly number[])[],
  of: string,
): Figure {
  const order = groups.flat();
  const names = order.map((run) => `run ${run + 1}`);
  const list = groups.map(
    (group) => `run${group.length > 1 ? "s" : ""} ${group.map((run) => run + 1).join(", ")}`,
  );
  return figure({
    title: `How much the ${of} of two runs differ`,
    caption: `${groups.length} group${groups.length > 1 ? "s" : ""} of runs: ${list.join("; ")}.`,
    x: { title: "run", type: "category" },
    y: { title: "compared with run", type: "category" },
    height: 460,
    traces: [
      {
        type: "heatmap",
        x: names,
        y: names,
        z: order.map((a) => order.map((b) => differences[a]![b]!)),
        zmin: 0,
        texttemplate: "%{z:.3f}",
        colorbar: { title: { text: "difference" } },
      },
    ],
  });
}

import { mean } from "../stability";
import { type Figure, figure } from "./figure";

/** Cosines of one kind, for example of all words in all pairs of runs. */
export interface CosineGroup {
  readonly name: string;
  readonly values: readonly number[];
}

const BINS = 40;

/**
 * How often each cosine occurs, as one outline per group: the share of words in bins of width 0.05.
 *
 * @example
 * ```ts
 * cosineHistogram([{ name: "raw", values: [0, 0.2] }], "Cosines").caption; // → "Mean cosine: raw 0.10."
 * ```
 */
export function cosineHistogram(groups: readonly CosineGroup[], title: string): Figure {
  return figure({
    title,
    caption: `Mean cosine: ${groups.map((group) => `${group.name} ${mean(group.values).toFixed(2).replace("-0.00", "0.00").replace("-", "−")}`).join(", ")}.`,
    x: { title: "cosine of a word with itself in another run (no unit)", range: [-1.02, 1.02] },
    y: { title: "share of words (%)" },
    traces: groups.map((group) => {
      const share = new Array<number>(BINS).fill(0);
      for (const value of group.values) {
        const bin = Math.min(BINS - 1, Math.floor(((value + 1) / 2) * BINS));
        share[bin] = share[bin]! + 100 / group.values.length;
      }
      return {
        type: "scatter" as const,
        mode: "lines" as const,
        name: group.name,
        x: share.map((_, bin) => -1 + ((bin + 0.5) * 2) / BINS),
        y: share,
      };
    }),
  });
}

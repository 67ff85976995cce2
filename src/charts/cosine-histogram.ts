import { mean } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { requireNumbers } from "./require-numbers";

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
  requireNumbers(
    "cosines",
    groups.flatMap((group) => group.values),
  );
  const outlines = groups.map((group) => {
    const share = new Array<number>(BINS).fill(0);
    for (const value of group.values) {
      const bin = Math.min(BINS - 1, Math.floor(((value + 1) / 2) * BINS));
      share[bin] = share[bin]! + 100 / group.values.length;
    }
    return { name: group.name, share };
  });
  return figure({
    title,
    caption: `Mean cosine: ${groups.map((group) => `${group.name} ${formatFixed(mean(group.values), 2)}`).join("; ")}.`,
    x: { title: "cosine of a word with itself in another run (no unit)", range: [-1.02, 1.02] },
    y: { title: "share of words (%)", range: [0, 1.1 * Math.max(...outlines.flatMap(({ share }) => share))] },
    traces: outlines.map(({ name, share }) => ({
      type: "scatter" as const,
      mode: "lines" as const,
      name,
      x: share.map((_, bin) => -1 + ((bin + 0.5) * 2) / BINS),
      y: share,
    })),
  });
}

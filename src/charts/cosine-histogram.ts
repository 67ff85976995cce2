import { mean } from "../stability";
import { type Figure, figure } from "./figure";
import { formatFixed } from "./format-fixed";
import { formatNumber } from "./format-number";
import { requireNumbers } from "./require-numbers";

/** Cosines of one kind, for example of all words in all pairs of runs. */
export interface CosineGroup {
  readonly name: string;
  readonly values: readonly number[];
}

const BINS = 40;

/**
 * How often each cosine occurs, as one outline per group: the share of words in each of 40 bins.
 *
 * @example
 * ```ts
 * cosineHistogram([{ name: "raw", values: [0, 0.2] }], "Cosines").caption; // → "Mean cosine, raw: 0.10."
 * ```
 */
export function cosineHistogram(groups: readonly CosineGroup[], title: string): Figure {
  requireNumbers(
    "cosines",
    groups.flatMap((group) => group.values),
  );
  const values = groups.flatMap((group) => group.values);
  // Both ends to the next fifth, so that cosines near 1 do not crowd at the edge.
  const low = Math.max(-1, Math.min(0.8, Math.floor(5 * least(values)) / 5));
  const high = Math.min(1, Math.max(low + 0.2, Math.ceil(5 * -least(values.map((value) => -value))) / 5));
  const width = (high - low) / BINS;
  const outlines = groups.map((group) => {
    const share = new Array<number>(BINS).fill(0);
    for (const value of group.values) {
      const bin = Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / width)));
      share[bin] = share[bin]! + 100 / group.values.length;
    }
    return { name: group.name, share };
  });
  return figure({
    title,
    caption: `Mean cosine, ${groups.map((group) => `${group.name}: ${formatFixed(mean(group.values), 2)}`).join("; ")}.`,
    x: {
      title: "cosine of a word with itself in another run (no unit)",
      range: [low - width / 2, high + width / 2],
    },
    y: {
      title: `share of words (% per ${formatNumber(width)})`,
      range: [0, 1.1 * Math.max(...outlines.flatMap(({ share }) => share))],
    },
    traces: outlines.map(({ name, share }) => ({
      type: "scatter" as const,
      mode: "lines" as const,
      name,
      x: [low, ...share.map((_, bin) => low + (bin + 0.5) * width), high].map(rounded),
      y: [0, ...share, 0],
    })),
  });
}

/** Math.min takes its numbers as arguments, and cannot take a million. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

/** Without the rounding errors that would fill the notebook's file with digits. */
function rounded(value: number): number {
  return Number(value.toFixed(4));
}

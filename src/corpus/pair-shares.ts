import type { CoOccurrence } from "./co-occurrence";

/**
 * How large a share of all pairs begins with each word: the row sums of the counts, divided by their total.
 *
 * @example
 * ```ts
 * pairShares({ counts: Float64Array.of(2, 3, 3, 0), total: 8 }); // → [0.625, 0.375]
 * ```
 */
export function pairShares({ counts, total }: Pick<CoOccurrence, "counts" | "total">): number[] {
  const words = Math.sqrt(counts.length);
  return Array.from(
    { length: words },
    (_, w) => counts.subarray(w * words, (w + 1) * words).reduce((sum, count) => sum + count, 0) / total,
  );
}

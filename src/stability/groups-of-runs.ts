import type { PairValue } from "./pairs-of-runs";

/**
 * Puts runs into groups: two runs belong together if a chain of pairs, each differing by less than the limit, connects
 * them (single linkage). The largest group comes first.
 *
 * @param pairs every pair of runs once, with how much they differ
 * @example
 * ```ts
 * const pairs = pairsOfRuns([0, 5, 0.1, 0.2], (a, b) => Math.abs(a - b));
 * groupsOfRuns(pairs, 1); // → [[0, 2, 3], [1]]
 * ```
 */
export function groupsOfRuns(pairs: readonly PairValue[], limit: number): number[][] {
  const runs = 1 + Math.max(...pairs.map((pair) => pair.second));
  const groupOf = Array.from({ length: runs }, (_, run) => run);
  for (const { first, second, value } of pairs) {
    // Said this way round, a difference that is not a number joins nothing.
    if (!(value < limit)) continue;
    const [keep, merge] = [groupOf[first]!, groupOf[second]!];
    groupOf.forEach((group, run) => {
      if (group === merge) groupOf[run] = keep;
    });
  }
  return [...new Set(groupOf)]
    .map((group) => groupOf.flatMap((own, run) => (own === group ? [run] : [])))
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

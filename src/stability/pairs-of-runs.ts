/** What was measured between run `first` and run `second` (first < second): mostly a number. */
export interface PairValue<V = number> {
  readonly first: number;
  readonly second: number;
  readonly value: V;
}

/**
 * Measures every pair of runs once: n runs give n(n−1)/2 pairs.
 *
 * @throws RangeError if there are fewer than two runs
 * @example
 * ```ts
 * pairsOfRuns([10, 13, 11], (a, b) => Math.abs(a - b)).map((pair) => pair.value); // → [3, 1, 2]
 * ```
 */
export function pairsOfRuns<T, V = number>(
  runs: readonly T[],
  measure: (first: T, second: T) => V,
): PairValue<V>[] {
  if (runs.length < 2)
    throw new RangeError(
      `Cannot compare runs with each other: ${runs.length} given, at least two are needed`,
    );
  return runs.flatMap((run, first) =>
    runs.slice(first + 1).map((other, k) => ({ first, second: first + 1 + k, value: measure(run, other) })),
  );
}

import type { Random } from "./random";

/**
 * A copy of a list in random order. Every order is equally likely, and the list itself stays as it is.
 *
 * Source: the Fisher–Yates shuffle, as in D. E. Knuth, The Art of Computer Programming 2, algorithm P.
 *
 * @example
 * ```ts
 * const random = randomStream(seedStreams(7), "order");
 * shuffle([1, 2, 3, 4, 5], random); // → [5, 2, 3, 4, 1]
 * ```
 */
export function shuffle<T>(list: readonly T[], random: Random): T[] {
  const copy = list.slice();
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const value = copy[i] as T;
    copy[i] = copy[j] as T;
    copy[j] = value;
  }
  return copy;
}

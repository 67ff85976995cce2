import type { Random } from "../random";

/**
 * Which documents a resampled text holds: n numbers from 0 to n − 1, each drawn at random, with replacement. About 37 %
 * of the documents are not among them.
 *
 * @example
 * ```ts
 * bootstrapDocuments(4, randomStream(seedStreams(7), "bootstrap")); // → [0, 2, 3, 3]
 * ```
 */
export function bootstrapDocuments(n: number, random: Random): Int32Array {
  return Int32Array.from({ length: n }, () => Math.floor(random() * n));
}

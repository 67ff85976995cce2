/**
 * Sideways places for points that would lie on each other: evenly spread, the same every time
 * (multiples of the golden ratio).
 *
 * @param count how many points
 * @param width how far they spread in all
 * @example
 * ```ts
 * jitter(3, 1); // → [-0.5, 0.118, -0.264]
 * ```
 */
export function jitter(count: number, width: number): number[] {
  return Array.from({ length: count }, (_, k) => width * (((k * 0.618034) % 1) - 0.5));
}

import type { Interval } from "./interval";

/**
 * second − first, of two independent estimates, with its 95 % interval from theirs: a bound lies as far from the
 * difference as √(a² + b²), where a and b are the distances of their own bounds to that side (MOVER: G. Zou & A.
 * Donner, Construction of confidence limits about effect measures, Statistics in Medicine 27, 2008). If the two rise
 * and fall together, it is wider than need be.
 *
 * @example
 * ```ts
 * const first = { mean: 2, low: 1, high: 5 };
 * const second = { mean: 10, low: 6, high: 12 };
 * intervalOfDifference(first, second); // → { mean: 8, low: 3, high: 10.236 }
 * ```
 */
export function intervalOfDifference(first: Interval, second: Interval): Interval {
  const mean = second.mean - first.mean;
  return {
    mean,
    low: mean - Math.hypot(second.mean - second.low, first.high - first.mean),
    high: mean + Math.hypot(second.high - second.mean, first.mean - first.low),
  };
}

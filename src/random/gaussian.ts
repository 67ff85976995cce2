import type { Random } from "./random";

/**
 * Makes a source of standard normal numbers (mean 0, variance 1) from a source of uniform ones.
 *
 * Source: G. Marsaglia & T. A. Bray, A convenient method for generating normal variables,
 * SIAM Review 6 (1964), the polar method.
 *
 * @example
 * ```ts
 * const normal = gaussian(randomStream(seedStreams(7), "init"));
 * normal(); // → -0.0654
 * ```
 */
export function gaussian(random: Random): () => number {
  // The method makes numbers in pairs; the second of a pair waits here.
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = 2 * random() - 1;
      v = 2 * random() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * Math.log(s)) / s);
    spare = v * scale;
    return u * scale;
  };
}

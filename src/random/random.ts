import { createHash } from "node:crypto";

/**
 * A source of random numbers: each call gives the next number of the sequence, uniform in [0, 1)
 * with 53 random bits. Functions that need chance take one as an argument, so that the same seed
 * always gives the same result.
 */
export type Random = () => number;

/**
 * Makes a source of random numbers whose sequence is fixed by a text, and is the same on every
 * computer. The generator is xoshiro128** 1.1, its 128-bit state the first half of the text's SHA-256.
 * Two calls per number give 53 bits. Most code wants `randomStream` instead.
 *
 * Source: D. Blackman & S. Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47 (2021).
 *
 * @example
 * ```ts
 * const random = randomFromText("any text");
 * random(); // → 0.7016
 * random() === randomFromText("any text")(); // → false
 * randomFromText("any text")() === randomFromText("any text")(); // → true
 * ```
 */
export function randomFromText(text: string): Random {
  const digest = createHash("sha256").update(text, "utf8").digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let d = digest.readInt32LE(12);

  function next(): number {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  return () => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
}

import { type Random, randomFromText } from "./random";

/** The places where chance enters a training run, one independent stream of numbers for each. */
export const STREAM_NAMES = ["init", "order", "negatives", "subsampling", "bootstrap"] as const;

/**
 * - *init*: the values the vectors start from
 * - *order*: the order in which the text is read
 * - *negatives*: the noise words of negative sampling
 * - *subsampling*: which occurrences of frequent words are left out
 * - *bootstrap*: which documents a resampled corpus holds
 */
export type StreamName = (typeof STREAM_NAMES)[number];

/** The seed of every stream. A plain object: `{ ...seedStreams(7), init: 8 }` varies one stream alone. */
export type Seeds = Readonly<Record<StreamName, number>>;

/**
 * Gives every stream the same seed. The streams are still independent of each other, because the name
 * of a stream is hashed together with its seed.
 *
 * The seed may be any integer: negative, zero, or very large. Throws a TypeError if it is not a number, a
 * RangeError if it is not an integer.
 *
 * @example
 * ```ts
 * seedStreams(7).order; // → 7
 * const other = { ...seedStreams(7), init: 8 };
 * [other.init, other.order]; // → [8, 7]
 * seedStreams(0.5); // throws /whole number/
 * ```
 */
export function seedStreams(seed: number): Seeds {
  checkSeed(seed);
  return { init: seed, order: seed, negatives: seed, subsampling: seed, bootstrap: seed };
}

/**
 * The random numbers of one stream, from its beginning. Calling it twice gives the same sequence twice;
 * another name or another seed gives an unrelated one.
 *
 * Throws a RangeError for an unknown name, and for a seed what `seedStreams` throws.
 *
 * @example
 * ```ts
 * const seeds = seedStreams(7);
 * randomStream(seeds, "init")(); // → 0.4877
 * randomStream(seeds, "order")(); // → 0.0586
 * randomStream(seeds, "weather"); // throws /no random stream "weather"/
 * ```
 */
export function randomStream(seeds: Seeds, name: StreamName): Random {
  if (!STREAM_NAMES.includes(name)) {
    throw new RangeError(`There is no random stream "${name}": the streams are ${STREAM_NAMES.join(", ")}`);
  }
  const seed = seeds[name];
  checkSeed(seed);
  // BigInt writes every digit, and -0 as 0: the text does not depend on how a language prints 1e300.
  return randomFromText(`${name} ${BigInt(seed)}`);
}

function checkSeed(seed: number): void {
  if (typeof seed !== "number") {
    throw new TypeError(`Cannot use ${describe(seed)} as a seed: a seed is a whole number, such as 7`);
  }
  if (!Number.isInteger(seed)) {
    throw new RangeError(`Cannot use ${seed} as a seed: a seed is a whole number, such as 7`);
  }
}

function describe(value: unknown): string {
  if (typeof value === "string") return `the text "${value}"`;
  if (typeof value === "bigint") return `the bigint ${value}n`;
  return String(value);
}

const MASK = 2n ** 64n - 1n;

/** Number `place` of Steele, Lea & Flood's SplitMix64. */
export function splitMix(key: bigint, place: bigint): bigint {
  let z = (key + 0x9e3779b97f4a7c15n * (place + 1n)) & MASK;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

/** One of 0 to size − 1, from the upper half of a draw. */
export function below(size: number, drawn: bigint): number {
  return Number(((drawn >> 32n) * BigInt(size)) >> 32n);
}

/** The first two numbers of a stream as 64 bits. */
export function sixtyFour(random: () => number): bigint {
  const high = BigInt(Math.floor(random() * 2 ** 32));
  return high * 2n ** 32n + BigInt(Math.floor(random() * 2 ** 32));
}

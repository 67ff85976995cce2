/**
 * A table for drawing words with given chances in constant time: draw a place at random, then take it with chance
 * `thresholds[place]` / 2³², otherwise `aliases[place]`.
 */
export interface NoiseTable {
  readonly thresholds: Uint32Array;
  readonly aliases: Int32Array;
}

/**
 * The table of the alias method for chances that are proportional to the weights.
 *
 * Source: M. Vose, A linear algorithm for generating random numbers with a given distribution,
 * IEEE Transactions on Software Engineering 17 (1991).
 *
 * @param weights none negative, not all zero
 */
export function noiseTable(weights: readonly number[]): NoiseTable {
  const size = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map((weight) => (weight / total) * size);
  const thresholds = new Uint32Array(size);
  const aliases = Int32Array.from({ length: size }, (_, place) => place);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, place) => {
    (value < 1 ? small : large).push(place);
  });
  while (small.length > 0 && large.length > 0) {
    const place = small.pop()!;
    const donor = large.at(-1)!;
    thresholds[place] = Math.floor(share[place]! * 2 ** 32);
    aliases[place] = donor;
    share[donor]! -= 1 - share[place]!;
    if (share[donor]! < 1) small.push(large.pop()!);
  }
  // What is left has share 1, up to rounding: it is its own alias.
  return { thresholds, aliases };
}

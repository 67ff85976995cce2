/** How often each word comes right after each other word, in the first words of a text. */
export interface FollowingCounts {
  /** V × V, row by row: `counts[w * V + c]` is how often word c comes right after word w. Not symmetric. */
  readonly counts: Float64Array;
  /** N, the number of pairs: one less than the number of words read. */
  readonly total: number;
}

/**
 * Reads on in a text, and counts which word follows which, up to several lengths. The counts of a shorter text are part of
 * those of a longer one.
 *
 * @param next gives the id of the next word, as {@link plantedText} does
 * @param size V, the number of different words
 * @param lengths N, in pairs, rising
 * @throws RangeError if the lengths are not rising whole numbers
 * @example
 * ```ts
 * const words = [0, 1, 1, 0, 1];
 * const [short, long] = countFollowing(() => words.shift(), 2, [2, 4]);
 * short.counts; // → [0, 1, 0, 1]
 * long.counts; // → [0, 2, 1, 1]
 * long.total; // → 4
 * ```
 */
export function countFollowing(
  next: () => number,
  size: number,
  lengths: readonly number[],
): FollowingCounts[] {
  const counts = new Float64Array(size * size);
  let word = next();
  let read = 0;
  return lengths.map((length) => {
    if (!(Number.isInteger(length) && length > read)) {
      throw new RangeError(
        `Cannot count ${length} pairs after ${read}: the lengths must be whole numbers that rise, such as 1000, 10000`,
      );
    }
    for (; read < length; read++) {
      const following = next();
      counts[word * size + following]!++;
      word = following;
    }
    return { counts: counts.slice(), total: length };
  });
}

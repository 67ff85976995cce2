import type { NeighbourLists } from "../embedding";
import type { Interval } from "./interval";
import { jackknifeInterval } from "./jackknife-interval";
import { jointReliability } from "./joint-reliability";
import { mean } from "./mean";

/**
 * The mean {@link jointReliability} of `size` runs, over all words and over all choices of so many of the n runs, with its
 * 95 % interval. Choices share runs, so that the interval comes from leaving out one run at a time, as in
 * {@link pairwiseInterval}. Hellrich & Hahn (2016) chose 9 of 10.
 *
 * @param size how many runs are taken together: at least 2, and fewer than there are
 * @throws RangeError with fewer than three runs, if the size does not fit, or if the lists are of different
 *   vocabularies or lengths
 * @example
 * ```ts
 * const runs = ["a", "b", "c", "d"].map((text) => {
 *   const numbers = Array.from({ length: 200 }, gaussian(randomFromText(text)));
 *   return neighbourLists(Matrix.from1DArray(100, 2, numbers), 10);
 * });
 * jointReliabilityInterval(runs, 2).mean; // → 0.056
 * jaccardFloor(100, 10); // → 0.056
 * ```
 */
export function jointReliabilityInterval(lists: readonly NeighbourLists[], size: number): Interval {
  const n = lists.length;
  if (n < 3)
    throw new RangeError(`Cannot give an interval over choices of ${n} runs: at least three runs are needed`);
  if (!(Number.isInteger(size) && size >= 2 && size < n)) {
    throw new RangeError(
      `Cannot give an interval over choices of ${size} of ${n} runs: a whole number from 2 to ${n - 1} is needed`,
    );
  }
  const values = choices(n, size).map((runs) => ({
    runs,
    value: mean(jointReliability(runs.map((run) => lists[run]!))),
  }));
  return jackknifeInterval(
    mean(values.map(({ value }) => value)),
    lists.map((_, out) => mean(values.filter(({ runs }) => !runs.includes(out)).map(({ value }) => value))),
  );
}

/** All ways to choose so many of 0, 1, …, n−1. */
function choices(n: number, size: number): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: n - size + 1 }, (_, k) => size - 1 + k).flatMap((last) =>
    choices(last, size - 1).map((choice) => [...choice, last]),
  );
}

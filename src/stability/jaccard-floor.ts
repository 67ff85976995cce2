import { requireListLength } from "./list-length";

/**
 * The {@link neighbourJaccard} of two unrelated runs, or the {@link jointReliability} of several, on average. It is exact
 * if the words of all runs but one are shuffled, because every list is then a random one.
 *
 * A given word is in all n lists with probability (k/m)ⁿ, where m = V−1. Given that, the union of the lists is this word and the
 * union of n random lists of k−1 of the other m−1, whose size U follows from one list to the next (a list adds c new words with
 * the hypergeometric probability). The floor is m·(k/m)ⁿ times the mean of 1/(1+U).
 *
 * @param runs number of runs, 2 if left out
 * @throws RangeError unless 1 ≤ k < V, and there are at least two runs
 * @example
 * ```ts
 * jaccardFloor(3, 1); // → 0.5
 * jaccardFloor(1001, 10); // → 0.0053
 * jaccardFloor(1001, 10, 3); // → 0.000036
 * ```
 */
export function jaccardFloor(words: number, k: number, runs = 2): number {
  requireListLength(words, k);
  if (!(Number.isInteger(runs) && runs >= 2)) {
    throw new RangeError(`Cannot give the chance floor for ${runs} runs: a whole number from 2 on is needed`);
  }
  const others = words - 1;
  const [pool, size] = [others - 1, k - 1];
  let chance = new Map([[size, 1]]);
  for (let run = 1; run < runs; run++) {
    const next = new Map<number, number>();
    for (const [union, probability] of chance) {
      for (let added = Math.max(0, size - union); added <= Math.min(size, pool - union); added++) {
        const share = Math.exp(
          logChoose(union, size - added) + logChoose(pool - union, added) - logChoose(pool, size),
        );
        next.set(union + added, (next.get(union + added) ?? 0) + probability * share);
      }
    }
    chance = next;
  }
  let inverse = 0;
  for (const [union, probability] of chance) inverse += probability / (1 + union);
  return others * (k / others) ** runs * inverse;
}

/** ln of the number of ways to choose k of n. */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

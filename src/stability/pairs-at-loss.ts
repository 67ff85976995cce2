import type { PairValue } from "./pairs-of-runs";

/**
 * What pairs of runs would score at the moment when their model has a given loss: between the two moments around it, each
 * pair's score is taken to change evenly with the loss. So models can be compared at the same loss, although one of them learns
 * faster.
 *
 * @param losses the model's loss at each moment looked at
 * @param pairs every pair of runs at each moment, in the same order
 * @param loss the loss to compare at
 * @throws RangeError if the model never passes this loss between the first and the last moment
 * @example
 * ```ts
 * const moments = [[{ first: 0, second: 1, value: 0.2 }], [{ first: 0, second: 1, value: 0.6 }]];
 * pairsAtLoss([4, 3], moments, 3.25)[0].value; // → 0.5
 * pairsAtLoss([4, 3], moments, 2); // throws /from 4 to 3/
 * ```
 */
export function pairsAtLoss(
  losses: readonly number[],
  pairs: readonly (readonly PairValue[])[],
  loss: number,
): PairValue[] {
  if (losses.length !== pairs.length) {
    throw new RangeError(
      `Cannot compare at a loss: there are ${losses.length} losses and pairs of ${pairs.length} moments, ` +
        "as many of both are needed",
    );
  }
  const after = losses.findIndex((now, k) => k > 0 && now <= loss && losses[k - 1]! >= loss);
  if (after < 0) {
    throw new RangeError(
      `Cannot compare at the loss ${loss}: the model was looked at while its loss went from ${losses[0]} to ${losses.at(-1)}`,
    );
  }
  const [high, low] = [losses[after - 1]!, losses[after]!];
  const share = high === low ? 1 : (high - loss) / (high - low);
  return pairs[after]!.map((pair, k) => ({
    ...pair,
    value: share * pair.value + (1 - share) * pairs[after - 1]![k]!.value,
  }));
}

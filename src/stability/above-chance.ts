/**
 * A score with its chance floor taken out: (score − floor)/(1 − floor), 0 at chance and 1 at perfect agreement.
 *
 * @throws RangeError if the floor is not below 1
 * @example
 * ```ts
 * aboveChance(0.9, 0.5); // → 0.8
 * ```
 */
export function aboveChance(score: number, floor: number): number {
  if (!(floor < 1))
    throw new RangeError(`Cannot correct a score for the chance floor ${floor}: the floor must be below 1`);
  return (score - floor) / (1 - floor);
}

import type { Interval } from "../stability";

export type Verdict = "holds" | "holds in part" | "depends" | "does not hold";

/**
 * The verdict on a statement that says that each of several differences is above 0, by their 95 % intervals: it *holds*
 * if all are above 0, *does not hold* if none is, *depends* if some are above and some below, and *holds in part* if some
 * are above and the others undecided.
 *
 * @throws RangeError if there is no difference
 * @example
 * ```ts
 * const [above, around, below] = [0.2, 0, -0.2].map((mean) => ({ mean, low: mean - 0.1, high: mean + 0.1 }));
 * verdictOf([above, above]); // → "holds"
 * verdictOf([above, around]); // → "holds in part"
 * verdictOf([above, below]); // → "depends"
 * verdictOf([around, below]); // → "does not hold"
 * ```
 */
export function verdictOf(differences: readonly Interval[]): Verdict {
  if (differences.length === 0) throw new RangeError("Cannot judge without a difference: give at least one");
  const above = differences.filter(({ low }) => low > 0).length;
  if (above === differences.length) return "holds";
  if (above === 0) return "does not hold";
  return differences.some(({ high }) => high < 0) ? "depends" : "holds in part";
}

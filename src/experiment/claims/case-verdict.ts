import type { Verdict } from "../verdict-of";

/**
 * The verdict on a statement that was tried in several cases: it *holds* if it is true in all of them, *does not hold* if
 * in none, and *depends* otherwise.
 *
 * @throws RangeError if there is no case
 * @example
 * ```ts
 * caseVerdict([true, true]); // → "holds"
 * caseVerdict([true, false]); // → "depends"
 * caseVerdict([false]); // → "does not hold"
 * ```
 */
export function caseVerdict(cases: readonly boolean[]): Verdict {
  if (cases.length === 0) throw new RangeError("Cannot judge without a case: give at least one");
  if (cases.every((isTrue) => isTrue)) return "holds";
  return cases.some((isTrue) => isTrue) ? "depends" : "does not hold";
}

import type { Claim, ClaimFigure } from "../claims";
import { partOf } from "./part-of";
import type { Study, StudyOptions } from "./study";

/** Digits that are kept of each number: more would only show how the last bit was rounded. */
const DIGITS = 6;

/**
 * Judges the lesson's statements: runs the studies one after the other, and returns their claims in the order of their ids, with nothing
 * but what {@link Claim} has, and six digits of each number.
 *
 * @param onClaims told the claims of each study as soon as they are there
 * @throws Error if a study does not judge what it says; what the studies throw
 * @example
 * ```ts
 * const third = { mean: 1 / 3, low: 0.2, high: 0.5 };
 * const claim = (id) => ({
 *   id, statement: "It rains", verdict: "depends", figure: "rain", interval: third,
 *   beside: [], setting: "made up", section: "1.1", details: "left out",
 * });
 * const study = { notebook: "01", claims: ["C10", "C2"], run: async () => [claim("C10"), claim("C2")] };
 * const claims = await judgeClaims([study], { preset: "quick", seed: 1 });
 * claims.map(({ id }) => id); // → ["C2", "C10"]
 * claims[0].interval.mean; // → 0.333333
 * "details" in claims[0]; // → false
 * ```
 */
export async function judgeClaims(
  studies: readonly Study[],
  { report, ...options }: StudyOptions,
  onClaims: (claims: readonly Claim[]) => void = () => {},
): Promise<Claim[]> {
  const judged: Claim[] = [];
  for (const [k, study] of studies.entries()) {
    const claims = await study.run({ ...options, report: partOf(report, k, studies.length) });
    const ids = claims.map(({ id }) => id);
    if (ids.join() !== study.claims.join()) {
      throw new Error(
        `The study of notebook ${study.notebook} judged ${ids.join(", ")}, not ${study.claims.join(", ")}`,
      );
    }
    const entries = claims.map(entryOf);
    judged.push(...entries);
    onClaims(entries);
    report?.(k + 1, studies.length);
  }
  const number = ({ id }: Claim) => Number(id.slice(1));
  return judged.sort((a, b) => number(a) - number(b));
}

function entryOf({ id, statement, verdict, beside, setting, section, ...figure }: Claim): Claim {
  return { id, statement, verdict, ...rounded(figure), beside: beside.map(rounded), setting, section };
}

function rounded({ figure, interval: { mean, low, high }, chance }: ClaimFigure): ClaimFigure {
  return {
    figure,
    interval: { mean: short(mean), low: short(low), high: short(high) },
    ...(chance === undefined ? {} : { chance: short(chance) }),
  };
}

function short(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

import { mean } from "./mean";

/** How often two lists of answers agree, from 0 to 1, and how often they would by chance. */
export interface AnswerAgreement {
  readonly agreement: number;
  /** With the answers of one list shuffled, on average. */
  readonly chance: number;
}

/**
 * Compares two lists of yes-or-no answers to the same questions. {@link aboveChance} of the two numbers is Cohen's kappa (1960).
 *
 * @throws RangeError if the lists are empty or differ in length
 * @example
 * ```ts
 * answerAgreement([true, true, false, false], [true, false, false, false]); // → { agreement: 0.75, chance: 0.5 }
 * ```
 */
export function answerAgreement(first: readonly boolean[], second: readonly boolean[]): AnswerAgreement {
  if (first.length !== second.length || first.length === 0) {
    throw new RangeError(
      `Cannot compare ${first.length} answers with ${second.length}: as many in both are needed, and at least one`,
    );
  }
  const yes = (answers: readonly boolean[]) => mean(answers.map(Number));
  const [p, q] = [yes(first), yes(second)];
  return {
    agreement: mean(first.map((answer, i) => Number(answer === second[i]))),
    chance: p * q + (1 - p) * (1 - q),
  };
}

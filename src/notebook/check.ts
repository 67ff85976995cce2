import { emit } from "./emit";
import { escapeHtml } from "./escape-html";

/** Stands where an answer is missing. */
export const notYet: unique symbol = Symbol("not answered yet");

/**
 * Checks the answer to an exercise and says so with ✓ or ✗. An answer that is still `notYet` is not an error: a notebook
 * can be run from top to bottom before its exercises are solved.
 *
 * @param question what is checked, as a sentence
 * @param answer a number, text or truth value
 * @param expected the right answer; numbers may differ by `tolerance` (default 1e-9)
 * @example
 * ```ts
 * check("Two and two", 4, 4); // → undefined
 * check("Two and two", notYet, 4); // → undefined
 * ```
 */
export function check(
  question: string,
  answer: number | string | boolean | typeof notYet,
  expected: number | string | boolean,
  { tolerance = 1e-9, hint = "" }: { readonly tolerance?: number; readonly hint?: string } = {},
): void {
  const right =
    typeof answer === "number" && typeof expected === "number"
      ? Math.abs(answer - expected) <= tolerance
      : answer === expected;
  if (answer === notYet)
    say("…", "#555555", `${question}: not answered yet. Replace notYet in this cell, and run it again.`);
  else if (right) say("✓", "#00704a", `${question}: right.`);
  else say("✗", "#b3261e", `${question}: not ${String(answer)}. ${hint}`.trimEnd());
}

/**
 * Says that a statement of the text holds, with ✓. For what must hold with every seed.
 *
 * @throws Error if it does not hold
 * @example
 * ```ts
 * verify("Two and two are four", 2 + 2 === 4); // → undefined
 * verify("Two and two are five", 2 + 2 === 5); // throws /does not hold/
 * ```
 */
export function verify(statement: string, holds: boolean): void {
  if (!holds)
    throw new Error(`This statement should hold with every seed, and does not hold here: ${statement}`);
  say("✓", "#00704a", statement);
}

function say(sign: string, color: string, sentence: string): void {
  emit({
    "text/html": `<div><strong style="color:${color};background:#fff;padding:0 4px">${sign}</strong> ${escapeHtml(sentence)}</div>`,
    "text/plain": `${sign} ${sentence}`,
  });
}

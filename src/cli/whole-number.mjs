import { fail } from "./failure.mjs";

/**
 * The value of an option that is a whole number; fails with one line if it is none.
 *
 * @param {string} name
 * @param {string} text
 * @param {number} [least]
 */
export function wholeNumber(name, text, least = -Infinity) {
  const number = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(number) || number < least) {
    fail(
      `Cannot use --${name} ${text}: it must be a ${least === 1 ? "positive " : ""}whole number, for example --${name} 7`,
    );
  }
  return number;
}

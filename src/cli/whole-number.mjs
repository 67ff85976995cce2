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
    const wanted = least === 1 ? "positive whole number" : "whole number";
    const from = least > 1 ? ` from ${least} on` : "";
    fail(`Cannot use --${name} ${text}: it must be a ${wanted}${from}, for example --${name} 7`);
  }
  return number;
}

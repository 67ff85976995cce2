import type { Matrix } from "ml-matrix";
import { requireSameWords } from "../align/same-words";
import type { Flat } from "../matrix/flat";
import { tenDecimals } from "../matrix/ten-decimals";
import { unitRows } from "../matrix/unit-rows";
import type { Random } from "../random";
import { correlation } from "./correlation";
import { ranks } from "./ranks";

/**
 * Spearman's rank correlation, over pairs of words, of their cosine distance in one run with that in the other; from −1 to 1.
 * Unlike {@link distanceCorrelation} it asks only whether the same pairs are the near ones. Equal distances (to ten decimals)
 * share their mean rank.
 *
 * All pairs are ranked if there are at most `pairs` of them. Otherwise so many pairs are drawn at random, with replacement,
 * and the result has a standard error of about (1 − ρ²)/√pairs: below 0.0023 by default.
 *
 * By chance it is 0 on average over all ways to shuffle the words of one run. How far single shuffles lie from it,
 * {@link permutationFloor} tells.
 *
 * @param random draws the pairs; not used if all are ranked
 * @param pairs 200,000 if left out: all pairs of up to 632 words
 * @returns NaN if all words of a run are equally far from each other
 * @throws RangeError if the runs have different numbers of words or fewer than three, a number is not finite, or a word
 *   has a zero vector
 * @example
 * ```ts
 * const run = new Matrix([[1, 0], [0, 1], [1, 1], [-1, 2]]);
 * const random = randomStream(seedStreams(1), "bootstrap");
 * distanceRankCorrelation(run, Matrix.mul(run, -3), random); // → 1.000000000
 * distanceRankCorrelation(run, new Matrix([[1], [-1], [1], [1]]), random); // → -0.396
 * ```
 */
export function distanceRankCorrelation(
  first: Matrix,
  second: Matrix,
  random: Random,
  pairs = 200_000,
): number {
  requireSameWords(first, second, "compare");
  const words = first.rows;
  if (words < 3) {
    throw new RangeError(
      `Cannot correlate the distances between ${words} words: at least three words are needed`,
    );
  }
  if (!(Number.isInteger(pairs) && pairs >= 3))
    throw new RangeError(`Cannot rank ${pairs} pairs of words: a whole number from 3 on is needed`);
  const [x, y] = [first, second].map((run) => unitRows(run, "correlate distances")) as [Flat, Flat];
  const all = (words * (words - 1)) / 2;
  const chosen = all <= pairs ? everyPair(words) : drawPairs(words, pairs, random);
  return correlation(ranks(distances(x, chosen)), ranks(distances(y, chosen)));
}

/** Words i < j, one after the other, for each pair. */
function everyPair(words: number): Int32Array {
  const pairs = new Int32Array(words * (words - 1));
  let at = 0;
  for (let i = 0; i < words; i++) {
    for (let j = i + 1; j < words; j++) {
      pairs[at++] = i;
      pairs[at++] = j;
    }
  }
  return pairs;
}

function drawPairs(words: number, count: number, random: Random): Int32Array {
  if (typeof random !== "function") {
    throw new RangeError(
      `Cannot draw ${count} pairs of ${words} words without random numbers: give a source of them as the third argument, ` +
        'such as randomStream(seedStreams(1), "bootstrap")',
    );
  }
  const pairs = new Int32Array(2 * count);
  for (let at = 0; at < pairs.length; at += 2) {
    const i = Math.floor(random() * words);
    const j = Math.floor(random() * (words - 1));
    pairs[at] = i;
    pairs[at + 1] = j < i ? j : j + 1;
  }
  return pairs;
}

/** To ten decimals: a rotation changes the digits after them, and with those the order of equal distances. */
function distances({ values, columns }: Flat, pairs: Int32Array): Float64Array {
  const found = new Float64Array(pairs.length / 2);
  for (let pair = 0; pair < found.length; pair++) {
    const i = pairs[2 * pair]! * columns;
    const j = pairs[2 * pair + 1]! * columns;
    let cosine = 0;
    for (let k = 0; k < columns; k++) cosine += values[i + k]! * values[j + k]!;
    found[pair] = tenDecimals(1 - cosine);
  }
  return found;
}

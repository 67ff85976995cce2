import type { Random } from "../random";
import type { PlantedLanguage } from "./planted-language";

/**
 * An endless text in a planted language: each call gives the id of the next word. The first word is drawn by its
 * frequency, each further one by the chance that it comes after the one before (a Markov chain).
 *
 * @example
 * ```ts
 * const language = plantedLanguage({ words: 20, spread: [1] }, randomStream(seedStreams(7), "init"));
 * const next = plantedText(language, randomStream(seedStreams(7), "bootstrap"));
 * Array.from({ length: 6 }, () => language.names[next()]); // → ["w1", "w15", "w18", "w19", "w2", "w4"]
 * ```
 */
export function plantedText(language: PlantedLanguage, random: Random): () => number {
  const { frequencies, transitions } = language;
  const size = frequencies.length;
  const first = cumulative(frequencies, 0, size);
  const after = Array.from({ length: size }, (_, w) => cumulative(transitions, w * size, size));
  let word: number | undefined;
  return () => {
    word = placeOf(random(), word === undefined ? first : after[word]!);
    return word;
  };
}

/** Sums up to each place; the last is out of reach, whatever the rounding. */
function cumulative(chances: Float64Array, from: number, size: number): Float64Array {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let c = 0; c < size; c++) {
    sum += chances[from + c]!;
    sums[c] = sum;
  }
  sums[size - 1] = Infinity;
  return sums;
}

/** The first place whose sum is above the value. */
function placeOf(value: number, sums: Float64Array): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

import type { TrainingText } from "../train";

/** What a text says of pairs of words, to hold the predictions of models against. */
export interface AssociationTarget {
  /** Rows of the two words of each pair: the word whose vector is used, and the one whose context vector is used. */
  readonly pairs: readonly (readonly [word: number, context: number])[];
  /** The association of each pair, in nats. */
  readonly values: Float64Array;
  /** The mean variance of the values that comes from the text being only a sample, in nats². */
  readonly noise: number;
}

export interface AssociationOptions {
  /** As the models were trained: how far neighbours stand away at most, and the number of noise words. */
  readonly window: number;
  readonly negatives: number;
  /** Takes the pairs of this many words, from the first row on. */
  readonly words: number;
  /** Takes the pairs that would stand together at least so often if words knew nothing of each other. Default 20. */
  readonly minExpected?: number;
}

/** So that a pair that never occurs, or that is all of its word, has a finite logarithm (Haldane 1956, Anscombe 1956). */
const ADDED = 0.5;

/**
 * The associations that skip-gram with negative sampling learns, counted in a text that it has not seen: at its optimum
 * v_w·u_c = log(n_wc / ((n_w − n_wc) · k · q_c)), where n_wc counts the pairs, n_w all pairs of the word, k is the number of
 * noise words and q their distribution (Levy & Goldberg 2014, equation 7; n_wc is taken off n_w because a noise word that
 * is the neighbour itself is left out, as in the word2vec program). A pair o places apart counts
 * (window + 1 − o)/window, the share of the random windows that reach so far. ½ is added to n_wc and to n_w − n_wc.
 *
 * The pairs are chosen by what they would count if words knew nothing of each other, and not by their count, which would
 * prefer those that are counted too high. The noise is estimated from the two halves of the text, every other document.
 *
 * @param text what is counted, without subsampling
 * @param noiseCounts how often each word occurs in the text of the models, whose power ¾ is the distribution of the noise
 * @throws RangeError if an option makes no sense, or no pair is expected often enough
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: Array.from({ length: 40 }, () => tokenize("rain go rain go away")) };
 * const vocabulary = buildVocabulary(corpus);
 * const options = { window: 1, negatives: 1, words: 2 };
 * const target = associationTarget(trainingText(corpus, vocabulary), vocabulary.counts, options);
 * target.pairs; // → [[0, 0], [0, 1], [1, 0], [1, 1]]
 * target.values[1] > target.values[0]; // → true
 * target.noise; // → 0.000
 * ```
 */
export function associationTarget(
  text: TrainingText,
  noiseCounts: readonly number[],
  { window, negatives, words, minExpected = 20 }: AssociationOptions,
): AssociationTarget {
  const size = text.vocabulary.words.length;
  if (!(Number.isInteger(words) && words > 0 && words <= size)) {
    throw new RangeError(`Cannot take the pairs of ${words} of ${size} words: 1 to ${size} are possible`);
  }
  if (!(Number.isInteger(window) && window > 0) || !(negatives > 0)) {
    throw new RangeError(
      `Cannot foretell associations with a window of ${window} and ${negatives} noise words: both must be positive`,
    );
  }
  if (noiseCounts.length !== size) {
    throw new RangeError(
      `Cannot take the noise of ${size} words from ${noiseCounts.length} counts: one for each word is needed`,
    );
  }
  const powers = noiseCounts.map((count) => count ** 0.75);
  const sum = powers.reduce((total, power) => total + power, 0);
  const halves = [0, 1].map((half) => countPairs(text.documents.filter((_, k) => k % 2 === half)));
  const whole = countPairs(text.documents);

  const pairs: [number, number][] = [];
  for (let w = 0; w < words; w++) {
    for (let c = 0; c < words; c++) {
      if ((whole.ofWord[w]! * whole.ofWord[c]!) / whole.total >= minExpected) pairs.push([w, c]);
    }
  }
  if (pairs.length === 0) {
    throw new RangeError(
      `Cannot find a pair of the ${words} words that is expected ${minExpected} times in ${text.documents.length} documents: ` +
        "take more text, or lower minExpected",
    );
  }
  const valuesOf = ({ counts, ofWord }: PairCounts) =>
    Float64Array.from(pairs, ([w, c]) => {
      const count = counts[w * words + c]!;
      return Math.log((count + ADDED) / (((ofWord[w]! - count + ADDED) * negatives * powers[c]!) / sum));
    });
  const [first, second] = halves.map(valuesOf) as [Float64Array, Float64Array];
  // A half has twice the variance of the whole, and the difference of two halves twice that of a half.
  const noise = first.reduce((total, value, k) => total + (value - second[k]!) ** 2, 0) / (4 * pairs.length);
  return { pairs, values: valuesOf(whole), noise };

  function countPairs(documents: readonly Int32Array[]): PairCounts {
    const counts = new Float64Array(words * words);
    const ofWord = new Float64Array(size);
    let total = 0;
    for (const ids of documents) {
      for (let i = 0; i < ids.length; i++) {
        for (let apart = 1; apart <= window && i + apart < ids.length; apart++) {
          const [a, b] = [ids[i]!, ids[i + apart]!];
          const share = (window + 1 - apart) / window;
          ofWord[a]! += share;
          ofWord[b]! += share;
          total += 2 * share;
          if (a >= words || b >= words) continue;
          counts[a * words + b]! += share;
          counts[b * words + a]! += share;
        }
      }
    }
    return { counts, ofWord, total };
  }
}

interface PairCounts {
  readonly counts: Float64Array;
  readonly ofWord: Float64Array;
  readonly total: number;
}

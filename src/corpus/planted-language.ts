import { Matrix } from "ml-matrix";
import { gaussian, type Random } from "../random";

/** A made-up language whose true vectors are known: what training should find can be compared with what it finds. */
export interface PlantedLanguage {
  /** "w1", "w2", …, the most frequent first. */
  readonly names: readonly string[];
  /** The true word vectors W*, V×d. The last coordinate is 1. */
  readonly words: Matrix;
  /** The true context vectors C*, V×d. The last coordinate makes a word more or less frequent. */
  readonly contexts: Matrix;
  /** The share of each word among the running words of an endless text. */
  readonly frequencies: Float64Array;
  /** V × V, row by row: `transitions[w * V + c]` is the chance that word c comes after word w. */
  readonly transitions: Float64Array;
  /** The same for pairs: the share of "w, then c" among all pairs of an endless text. Symmetric; their sum is 1. */
  readonly pairShares: Float64Array;
}

export interface PlantedLanguageOptions {
  /** V, how many words there are. */
  readonly words: number;
  /**
   * The standard deviation of the coordinates in each direction. One direction more holds the frequencies, so the vectors
   * have d = spread.length + 1 dimensions.
   */
  readonly spread: readonly number[];
  /** The r-th most frequent word has a share proportional to 1/r^zipf. Default 0: all are equally frequent. */
  readonly zipf?: number;
}

/**
 * Makes a language of which everything is known. After word w, the next word is c with the chance
 * p(c | w) = exp(w·c) / Σ_c' exp(w·c'), the skip-gram model with the full softmax, where w = (e_w, 1), c = (e_c, log a_c).
 * The e's are random, centred, and perpendicular between directions. The a's are such that the words have the wanted
 * frequencies π (Sinkhorn's scaling: a_w Σ_c a_c exp(e_w·e_c) = π_w).
 *
 * Because the e's of words and contexts are the same, the text reads forwards as it reads backwards: p(c | w) is also the
 * chance that c comes before w. A model that counts both neighbours has the same truth.
 *
 * @throws RangeError unless there are more words than dimensions, and every spread is positive
 * @example
 * ```ts
 * const random = randomStream(seedStreams(7), "init");
 * const language = plantedLanguage({ words: 30, spread: [1, 0.5], zipf: 1 }, random);
 * [language.words.rows, language.words.columns]; // → [30, 3]
 * language.frequencies[0] / language.frequencies[4]; // → 5.000000
 * const first = softmaxPredictions(language.words, language.contexts).getRow(0);
 * Math.abs(first[3] - language.transitions[3]) < 1e-12; // → true
 * ```
 */
export function plantedLanguage(options: PlantedLanguageOptions, random: Random): PlantedLanguage {
  const { words: size, spread, zipf = 0 } = options;
  requireLanguage(size, spread, zipf);
  const places = randomPlaces(size, spread, random);
  const weights = places.mmul(places.transpose()).exp();
  const frequencies = zipfShares(size, zipf);
  const factors = sinkhorn(weights, frequencies);
  const pairShares = new Float64Array(size * size);
  const transitions = new Float64Array(size * size);
  for (let w = 0; w < size; w++) {
    for (let c = 0; c < size; c++) {
      const pair = w * size + c;
      pairShares[pair] = factors[w]! * weights.get(w, c) * factors[c]!;
      transitions[pair] = pairShares[pair]! / frequencies[w]!;
    }
  }
  const column = (values: ArrayLike<number>) => Matrix.columnVector(Array.from(values));
  return {
    names: Array.from({ length: size }, (_, w) => `w${w + 1}`),
    words: places.clone().addColumn(column(frequencies.map(() => 1))),
    contexts: places.clone().addColumn(column(factors.map(Math.log))),
    frequencies,
    transitions,
    pairShares,
  };
}

/** Random coordinates: the columns are centred, perpendicular, and have the given standard deviations. */
function randomPlaces(size: number, spread: readonly number[], random: Random): Matrix {
  const normal = gaussian(random);
  const columns: Matrix[] = [];
  for (const deviation of spread) {
    const column = Matrix.columnVector(Array.from({ length: size }, normal)).center("column");
    for (const other of columns) column.sub(Matrix.mul(other, column.dot(other) / other.dot(other)));
    columns.push(column.mul((deviation * Math.sqrt(size)) / column.norm("frobenius")));
  }
  return new Matrix(Array.from({ length: size }, (_, w) => columns.map((column) => column.get(w, 0))));
}

function zipfShares(size: number, zipf: number): Float64Array {
  const shares = Float64Array.from({ length: size }, (_, w) => (w + 1) ** -zipf);
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/**
 * Positive a with a_w Σ_c a_c weights_wc = shares_w (Sinkhorn 1964). For a symmetric matrix both sides are scaled at once,
 * and the geometric mean of the old and the new value keeps it from swinging (Knight, Ruiz & Uçar 2014).
 */
function sinkhorn(weights: Matrix, shares: Float64Array): Float64Array {
  const factors = Float64Array.from(shares, Math.sqrt);
  let change = Infinity;
  for (let round = 0; change > 1e-15 && round < 1000; round++) {
    const sums = weights.mmul(Matrix.columnVector(Array.from(factors)));
    change = 0;
    for (let w = 0; w < factors.length; w++) {
      const ratio = shares[w]! / (factors[w]! * sums.get(w, 0));
      factors[w]! *= Math.sqrt(ratio);
      change = Math.max(change, Math.abs(ratio - 1));
    }
  }
  if (!(change < 1e-12)) {
    throw new RangeError(
      "Cannot give the words of a planted language their frequencies: the spread is too large, 1 or less is usual",
    );
  }
  return factors;
}

function requireLanguage(size: number, spread: readonly number[], zipf: number): void {
  const bad = spread.find((deviation) => !(deviation > 0 && Number.isFinite(deviation)));
  if (bad !== undefined || spread.length === 0) {
    throw new RangeError(
      `Cannot plant a language with the spread ${bad ?? "[]"}: one positive number for each direction is needed`,
    );
  }
  if (!(Number.isInteger(size) && size > spread.length + 1)) {
    throw new RangeError(
      `Cannot plant a language of ${size} words in ${spread.length + 1} dimensions: more words than dimensions are needed`,
    );
  }
  if (!Number.isFinite(zipf)) {
    throw new RangeError(
      `Cannot plant a language with zipf ${zipf}: a number is needed, 0 for equal frequencies, 1 for Zipf's law`,
    );
  }
}

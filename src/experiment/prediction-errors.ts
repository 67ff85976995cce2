import type { Corpus, Vocabulary } from "../corpus";
import {
  associationTarget,
  type BiasAndVariance,
  biasAndVariance,
  predictedAssociations,
} from "../stability";
import { trainingText } from "../train";
import type { GridResult } from "./run-grid";

/** What a row of {@link predictionErrors} belongs to. */
export interface PredictionErrors extends BiasAndVariance {
  readonly model: string;
  readonly dimension: number;
}

/** The most frequent words, whose pairs are predicted: the others stand together too rarely to know what is right. */
const WORDS = 300;

/**
 * Bias² and variance of the predictions of a grid of skip-gram models with negative sampling, for each model and dimension:
 * the products v_w·u_c of frequent words, against what a text says that the runs have not seen ({@link associationTarget},
 * {@link biasAndVariance}).
 *
 * @param result a grid of one text size without subsampling, every seed on every resample
 * @param text the grid's corpus
 * @param heldOut text that is in none of the runs
 * @throws what associationTarget and biasAndVariance throw
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: Array.from({ length: 90 }, (_, k) => tokenize(k % 3 ? "rain go away" : "rain away sun")) };
 * const [text, heldOut] = splitCorpus(corpus, 45, randomStream(seedStreams(1), "bootstrap"));
 * const result = await runGrid(
 *   {
 *     name: "rain", corpus: text, textSeed: 1, seeds: runSeeds(1, 3), resamples: [1, 2, 3], dimensions: [2],
 *     models: [{ model: "negative-sampling", options: { subsampling: 0 } }],
 *   },
 *   { folder: "out/test/rain" },
 * );
 * const [{ dimension, error, biasSquared }] = predictionErrors(result, text, heldOut);
 * dimension; // → 2
 * error.mean > biasSquared.mean; // → true
 * ```
 */
export function predictionErrors(
  { runs, load }: GridResult,
  text: Corpus,
  heldOut: Corpus,
): PredictionErrors[] {
  const { words, provenance } = load(0).words;
  const { window, negatives } = provenance.options as { window: number; negatives: number };
  const vocabulary = vocabularyOf(words, text);
  const target = associationTarget(trainingText(heldOut, vocabulary), vocabulary.counts, {
    window,
    negatives,
    words: Math.min(WORDS, words.length),
  });
  const different = <T>(values: readonly T[]) => [...new Set(values)];
  return different(runs.map(({ model }) => model)).flatMap((model) =>
    different(runs.map(({ dimension }) => dimension)).map((dimension) => {
      const bySeed = new Map<number, Float64Array[]>();
      runs.forEach((row, place) => {
        if (row.model !== model || row.dimension !== dimension) return;
        const run = load(place);
        const predictions = predictedAssociations(run.words, run.contexts!, target.pairs);
        bySeed.set(row.seed, [...(bySeed.get(row.seed) ?? []), predictions]);
      });
      return { model, dimension, ...biasAndVariance([...bySeed.values()], target) };
    }),
  );
}

/** The words in the order of the rows of a run, with their counts in a text. */
function vocabularyOf(words: readonly string[], text: Corpus): Vocabulary {
  const index = new Map(words.map((word, row) => [word, row]));
  const counts = words.map(() => 0);
  for (const document of text.documents) {
    for (const word of document) {
      const row = index.get(word);
      if (row !== undefined) counts[row]! += 1;
    }
  }
  return { words, counts, index };
}

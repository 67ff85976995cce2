import type { Matrix } from "ml-matrix";
import { countSparseCooccurrence, type DistanceWeighting } from "../corpus";
import type { Embedding } from "../embedding/embedding";
import { requireKnown } from "../options/require-known";
import type { Seeds } from "../random";
import { startEngine } from "./engine";
import { ppmi } from "./ppmi";
import type { TrainedRun } from "./trained-run";
import type { TrainingText } from "./training-text";
import { truncatedSvd } from "./truncated-svd";

export interface PpmiSvdOptions {
  readonly dimension: number;
  /** They change nothing, because nothing is drawn. They are noted with the vectors, as for every model. */
  readonly seeds: Seeds;
  /** How many words to either side count as near. Default 5. */
  readonly window?: number;
  /** How much a pair counts at a distance. Default "equal". */
  readonly weighting?: DistanceWeighting;
  /** See {@link ppmi}. Default 0.75. */
  readonly smoothing?: number;
  /** See {@link ppmi}. Default 1. */
  readonly shift?: number;
  /** p: a word's vector is its row of U·Σᵖ, a context's its row of V·Σ¹⁻ᵖ. Default 0.5. */
  readonly eigenvaluePower?: number;
}

/** Every option with its default: undefined if there is none. */
export const ppmiSvdDefaults = {
  dimension: undefined,
  seeds: undefined,
  window: 5,
  weighting: "equal",
  smoothing: 0.75,
  shift: 1,
  eigenvaluePower: 0.5,
} as const satisfies Record<keyof PpmiSvdOptions, unknown>;

/**
 * Word vectors without training and without chance: the table of positive pointwise mutual information M ({@link ppmi}),
 * reduced to its d largest singular values, M ≈ UΣVᵀ ({@link truncatedSvd}). The same text and options give bitwise the
 * same vectors on every machine, whatever the seeds: the yardstick for models that chance moves. A word that is near
 * none more often than by chance has a zero vector.
 *
 * The loss history holds one number: the share of ‖M‖²_F that the d dimensions leave out, from 0 to 1.
 *
 * Source: O. Levy & Y. Goldberg, Neural word embedding as implicit matrix factorization (2014), section 4.2; context
 * smoothing and eigenvalue weighting as in Levy, Goldberg & Dagan, TACL 3 (2015).
 *
 * @throws RangeError if an option makes no sense or is unknown, if no two words stand close together, or if the table has
 *   fewer dimensions than asked for
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain rain go away come again another day")] };
 * const text = trainingText(corpus, buildVocabulary(corpus, { minCount: 1 }));
 * const run = trainPpmiSvd(text, { dimension: 3, seeds: seedStreams(1), window: 2 });
 * [run.words.words.length, run.words.vectors.length]; // → [7, 21]
 * const again = trainPpmiSvd(text, { dimension: 3, seeds: seedStreams(2), window: 2 });
 * again.words.vectors.join() === run.words.vectors.join(); // → true
 * ```
 */
export function trainPpmiSvd(text: TrainingText, options: PpmiSvdOptions): TrainedRun {
  const began = performance.now();
  requireKnown("factor the PPMI table", "option", options, Object.keys(ppmiSvdDefaults));
  const settings = { ...ppmiSvdDefaults, ...options };
  const { dimension, seeds, eigenvaluePower } = settings;
  const words = text.vocabulary.words;
  if (!(Number.isInteger(dimension) && dimension >= 1 && dimension <= words.length)) {
    throw new RangeError(
      `Cannot give ${words.length} words ${dimension} dimensions: a whole number from 1 to ${words.length} is needed`,
    );
  }
  if (!Number.isFinite(eigenvaluePower)) {
    throw new RangeError(
      `Cannot weight with the singular values to the power ${eigenvaluePower}: a number is needed, such as 0, 0.5 or 1`,
    );
  }
  const table = ppmi(countSparseCooccurrence(text, settings), settings);
  const { left, singularValues, right } = truncatedSvd(table, dimension);
  const rank = singularValues.findIndex((value) => value <= 1e-9 * singularValues[0]!);
  if (rank >= 0) {
    throw new RangeError(
      `Cannot give the words ${dimension} dimensions: their table has only ${rank}. Take more text or fewer dimensions`,
    );
  }
  const { power } = startEngine();
  const { seeds: _, ...numbers } = settings;
  const embedding = (directions: Matrix, exponent: number): Embedding => ({
    words,
    dimension,
    vectors: scaled(
      directions,
      singularValues.map((value) => power(value, exponent)),
    ),
    provenance: { model: "PPMI-SVD", backend: "WebAssembly", seeds, options: numbers },
  });
  const kept = singularValues.reduce((sum, value) => sum + value ** 2, 0);
  const all = table.values.reduce((sum, value) => sum + value ** 2, 0);
  return {
    words: embedding(left, eigenvaluePower),
    contexts: embedding(right, 1 - eigenvaluePower),
    lossHistory: [Math.max(0, 1 - kept / all)],
    seconds: (performance.now() - began) / 1000,
  };
}

/** The columns times the factors, row by row in single precision. */
function scaled(directions: Matrix, factors: readonly number[]): Float32Array {
  const { rows, columns } = directions;
  const vectors = new Float32Array(rows * columns);
  for (let w = 0; w < rows; w++) {
    for (let k = 0; k < columns; k++) vectors[w * columns + k] = directions.get(w, k) * factors[k]!;
  }
  return vectors;
}

import type { SparseCooccurrence } from "../corpus";
import { startEngine } from "./engine";
import type { SparseMatrix } from "./sparse-matrix";

/** How the association of a word with a context is measured. */
export interface PpmiOptions {
  /** A context is expected as often as its count to this power says; below 1, rare contexts count less. Default 0.75. */
  readonly smoothing?: number;
  /** k: log k is taken from every value, as negative sampling with k noise words does. Default 1, nothing. */
  readonly shift?: number;
}

/**
 * Positive pointwise mutual information, in nats: how much more often than by chance a context c stands near a word w,
 * max(0, log(n_wc · Σ_c' n_c'^α / (n_w · n_c^α)) − log k), where n_w is the sum of row w and α the smoothing.
 * Cells of value 0, and pairs that never occur, are left out.
 *
 * Source: O. Levy, Y. Goldberg & I. Dagan, Improving distributional similarity with lessons learned from word
 * embeddings, TACL 3 (2015), sections 2.1, 3.2 and 5.1; the shift: Levy & Goldberg (2014), equation 12.
 *
 * @param counts V words and contexts
 * @returns V×V: rows are words, columns contexts
 * @throws RangeError if smoothing is not a number, or shift not positive
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: [tokenize("rain, rain, go away"), tokenize("go, rain")] };
 * const vocabulary = buildVocabulary(corpus, { minCount: 2 }); // rain, go
 * const text = trainingText(corpus, vocabulary);
 * const counts = countSparseCooccurrence(text, { window: 1 }); // 2 2 / 2 0
 * const { values, cellColumns } = ppmi(counts, { smoothing: 1 });
 * [...cellColumns]; // → [1, 0]
 * [...values].map((value) => Math.exp(value)); // → [1.500, 1.500]
 * ```
 */
export function ppmi(counts: SparseCooccurrence, options: PpmiOptions = {}): SparseMatrix {
  const { smoothing = 0.75, shift = 1 } = options;
  if (!Number.isFinite(smoothing)) {
    throw new RangeError(`Cannot smooth the contexts with the power ${smoothing}: a number is needed`);
  }
  if (!(shift > 0 && Number.isFinite(shift))) {
    throw new RangeError(`Cannot shift by the logarithm of ${shift}: a positive number is needed`);
  }
  // The engine's logarithm and power have the same bits on every machine.
  const { logarithm, power } = startEngine();
  const size = counts.vocabulary.words.length;
  const sums = Float64Array.from({ length: size }, (_, w) =>
    counts.counts
      .subarray(counts.rowStarts[w], counts.rowStarts[w + 1])
      .reduce((sum, count) => sum + count, 0),
  );
  const smoothed = sums.map((sum) => (sum > 0 ? power(sum, smoothing) : 0));
  const smoothedTotal = smoothed.reduce((sum, value) => sum + value, 0);

  const rowStarts = new Int32Array(size + 1);
  const cellColumns = new Int32Array(counts.contexts.length);
  const values = new Float64Array(counts.contexts.length);
  let cells = 0;
  for (let w = 0; w < size; w++) {
    for (let cell = counts.rowStarts[w]!; cell < counts.rowStarts[w + 1]!; cell++) {
      const c = counts.contexts[cell]!;
      const ratio = (counts.counts[cell]! * smoothedTotal) / (sums[w]! * smoothed[c]!);
      if (ratio <= shift) continue;
      cellColumns[cells] = c;
      values[cells++] = logarithm(ratio / shift);
    }
    rowStarts[w + 1] = cells;
  }
  return {
    rows: size,
    columns: size,
    rowStarts,
    cellColumns: cellColumns.slice(0, cells),
    values: values.slice(0, cells),
  };
}

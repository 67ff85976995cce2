import type { Matrix } from "ml-matrix";

/** Measures the vectors of one run: V×d, one row for each word that all runs of the grid have. */
export type RunMetric = (vectors: Matrix) => number;

/** What a grid can measure in each run, by the name of the table's column. */
export const runMetrics = {
  /** The mean length of the vectors. */
  meanNorm: (vectors) => {
    let sum = 0;
    for (let w = 0; w < vectors.rows; w++) sum += Math.sqrt(vectors.getRow(w).reduce((s, x) => s + x * x, 0));
    return sum / vectors.rows;
  },
  /**
   * How many dimensions the vectors really use: (Σ λ)² / Σ λ² over the eigenvalues λ of the second moments EᵀE, from 1
   * (all on one line) to d (equally much in every direction). Source: the participation ratio, as in P. Gao et al.,
   * A theory of multineuronal dimensionality, dynamics and measurement (2017).
   */
  effectiveDimension: (vectors) => {
    const moments = vectors.transpose().mmul(vectors);
    return (moments.trace() / moments.norm("frobenius")) ** 2;
  },
} satisfies Record<string, RunMetric>;

export type RunMetricName = keyof typeof runMetrics;

import type { AssociationTarget } from "./association-target";
import { crossedIntervals } from "./crossed-intervals";
import type { Interval } from "./interval";
import { componentsOf, requireCrossed, squaredDifferences } from "./variance-components";

/** The parts of the mean squared error of predictions: error = biasSquared + seed + sample + noise. */
export interface BiasAndVariance {
  /** E[(y − f̂)²]: how far a run's predictions are from what a new text says. */
  readonly error: Interval;
  /** (E[f̂] − f)²: how far even the mean over all seeds and samples of text is from the truth. */
  readonly biasSquared: Interval;
  /** The variance of f̂ between seeds on the same sample of text. */
  readonly seed: Interval;
  /** The variance of f̂ between samples of text, each averaged over seeds. */
  readonly sample: Interval;
  /** σ²: the variance of y, which no model can foretell. */
  readonly noise: number;
}

/**
 * Splits the error of predictions into bias, variance and noise, in a crossed design: every seed trained on every sample
 * of text. Everything is a mean over the predictions. The variance comes from the differences between runs, as
 * {@link varianceComponents} has it; what the noise and the variance leave of the error is the squared bias. So it is
 * estimated without bias itself, and can come out a little below 0.
 *
 * The intervals leave out one seed, or one sample, at a time. They say nothing of another text to compare with.
 *
 * Source: S. Geman, E. Bienenstock & R. Doursat, Neural networks and the bias/variance dilemma (1992), section 3.2.
 *
 * @param runs runs[i][j]: what the run with seed i on sample j says of each pair of the target
 * @throws RangeError with fewer than three seeds or samples, or if a run is missing, has other predictions, or one is not finite
 * @example
 * ```ts
 * const target = { pairs: [[0, 1]], values: Float64Array.of(1), noise: 0.5 };
 * const { error, biasSquared, seed, sample } = biasAndVariance(
 *   [-1, 0, 1].map((seed) => [-2, 0, 2].map((sample) => [4 + seed + sample])),
 *   target,
 * );
 * error.mean; // → 12.333
 * [seed.mean, sample.mean]; // → [1, 4]
 * biasSquared.mean; // → 6.833
 * ```
 */
export function biasAndVariance(
  runs: readonly (readonly ArrayLike<number>[])[],
  { values, noise }: Pick<AssociationTarget, "values" | "noise">,
): BiasAndVariance {
  requireCrossed(runs);
  const every = runs.flat();
  const predictions = every[0]!.length;
  if (predictions !== values.length) {
    throw new RangeError(
      `Cannot compare ${predictions} predictions with ${values.length} values: one for each is needed`,
    );
  }
  const table = squaredDifferences(every);
  every.forEach((run, r) => {
    table[r]![r] = values.reduce((sum, value, k) => sum + (run[k]! - value) ** 2, 0) / predictions;
  });
  const parts = crossedIntervals(table, runs.length, runs[0]!.length, (means) => {
    const { withinSample, sample, total } = componentsOf(means);
    return {
      error: means.itself,
      biasSquared: means.itself - total - noise,
      seed: withinSample,
      sample,
    };
  });
  return { ...parts, noise };
}

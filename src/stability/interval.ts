import { jStat } from "jstat";
import { mean } from "./mean";

/** An estimate with its 95 % confidence interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** mean ± t · standard error, with the two-sided 95 % quantile of Student's t. */
export function studentInterval(estimate: number, standardError: number, degreesOfFreedom: number): Interval {
  const margin = jStat.studentt.inv(0.975, degreesOfFreedom) * standardError;
  return { mean: estimate, low: estimate - margin, high: estimate + margin };
}

/**
 * The mean of independent values (one per run) with its 95 % interval: mean ± t₀.₉₇₅,ₙ₋₁ · s/√n (Student 1908).
 *
 * @throws RangeError if there are fewer than two values, or one is not finite
 * @example
 * ```ts
 * meanInterval([1, 2, 3, 4]).mean; // → 2.5
 * meanInterval([1, 2, 3, 4]).low; // → 0.446
 * ```
 */
export function meanInterval(values: readonly number[]): Interval {
  if (values.length < 2)
    throw new RangeError(`Cannot give an interval from ${values.length} value: at least two runs are needed`);
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`Cannot give an interval: one of the values is ${bad}`);
  const centre = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
  return studentInterval(centre, Math.sqrt(variance / values.length), values.length - 1);
}

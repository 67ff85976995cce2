import { jStat } from "jstat";
import type { Interval } from "./interval";
import { mean } from "./mean";

/**
 * The 95 % interval of an estimate from n independent runs, by what the estimate is without each of them (the
 * jackknife; Tukey 1958). Run i adds n·all − (n−1)·without_i, its pseudo-value. They are treated as n independent values,
 * with Student's t on n−1 degrees of freedom.
 *
 * A few skewed values make t = (estimate − truth) / standard error skewed to the other side, and an interval symmetric
 * about the estimate misses the truth too often there. So t is first made symmetric by the increasing cubic
 *
 *     T(t) = t + γ·t²/(3√n) + γ²·t³/(27n) + γ/(6√n),   γ the skewness of the pseudo-values
 *
 * (P. Hall, On the removal of skewness by transformation, JRSS B 54, 1992), and the ends are T⁻¹ of ± the quantile.
 * Without skewness they are those of Student's interval. Where |γ| is greater than 0.8·√n / quantile, it is taken to be that:
 * T would be so flat at the quantile that one run far from the others could make one side many times as long, and so much skewness
 * cannot be known from few runs. So no side is longer than 1.7 times Student's.
 *
 * @param without the estimate without run i, for each of at least three runs
 */
export function jackknifeInterval(estimate: number, without: readonly number[]): Interval {
  const n = without.length;
  const pseudo = without.map((value) => n * estimate - (n - 1) * value);
  const centre = mean(pseudo);
  const variance = pseudo.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (n - 1);
  if (variance === 0) return { mean: estimate, low: estimate, high: estimate };
  const skewness = mean(pseudo.map((value) => (value - centre) ** 3)) / variance ** 1.5;
  const quantile = jStat.studentt.inv(0.975, n - 1);
  const standardError = Math.sqrt(variance / n);
  const most = MOST_SKEW / quantile;
  const skew = Math.max(-most, Math.min(most, skewness / Math.sqrt(n)));
  return {
    mean: estimate,
    low: estimate - standardError * inverse(quantile, skew),
    high: estimate - standardError * inverse(-quantile, skew),
  };
}

/** Of γ/√n times the quantile. */
const MOST_SKEW = 0.8;

/** T⁻¹(y), for γ/√n. */
function inverse(y: number, skew: number): number {
  // T is a straight line there, to all digits.
  if (Math.abs(skew) < 1e-8) return y;
  return (3 / skew) * (Math.cbrt(1 + skew * (y - skew / 6)) - 1);
}

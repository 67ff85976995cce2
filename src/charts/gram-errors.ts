import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";

/** What one random orthogonal matrix changed, as relative differences. */
export interface GramError {
  readonly mirror: boolean;
  readonly gramError: number;
  readonly lossError: number;
}

/** Stands for zero on a logarithmic axis: far below the rounding of double precision. */
const NOTHING = 1e-17;

/**
 * How exactly (EQ)(EQ)ᵀ = EEᵀ and the loss survive random turns and mirrors Q: one point per Q, on a log axis.
 *
 * @example
 * ```ts
 * const chart = gramErrors([{ mirror: false, gramError: 2e-16, lossError: 0 }]);
 * chart.data.length; // → 3
 * ```
 */
export function gramErrors(checks: readonly GramError[]): Figure {
  const series = (name: string, pick: (one: GramError) => number | null) => ({
    type: "scatter" as const,
    mode: "markers" as const,
    name,
    x: checks.map((_, k) => k + 1),
    y: checks.map((one) => {
      const value = pick(one);
      return value === null ? null : Math.max(value, NOTHING);
    }),
  });
  const worst = Math.max(...checks.map((one) => Math.max(one.gramError, one.lossError)));
  return figure({
    title: "What a turn changes: nothing but rounding",
    caption: `Over ${checks.length} random turns and mirrors, the largest relative difference is ${exponent(worst)}, far below the line at 10⁻¹².`,
    x: { title: "random orthogonal matrix Q (number)", range: [0, checks.length + 1] },
    y: { title: "relative difference (no unit)", type: "log", range: [3e-18, 1e-11] },
    traces: [
      series("EEᵀ after a turn", (one) => (one.mirror ? null : one.gramError)),
      series("EEᵀ after a mirror", (one) => (one.mirror ? one.gramError : null)),
      series("loss", (one) => one.lossError),
    ],
    references: [{ y: 1e-12, label: "10⁻¹²" }],
  });
}

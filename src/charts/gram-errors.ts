import { exponent } from "./exponent";
import { type Figure, figure } from "./figure";
import { requireNumbers } from "./require-numbers";
import { ZERO_PLACE, zeroNote } from "./zero-place";

/** What one random orthogonal matrix changed, as relative differences. */
export interface GramError {
  readonly mirror: boolean;
  readonly gramError: number;
  readonly lossError: number;
}

const LIMIT = 1e-12;

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
  requireNumbers(
    "relative differences",
    checks.flatMap((one) => [one.gramError, one.lossError]),
  );
  const series = (name: string, pick: (one: GramError) => number | null) => ({
    type: "scatter" as const,
    mode: "markers" as const,
    name,
    x: checks.map((_, k) => k + 1),
    y: checks.map((one) => {
      const value = pick(one);
      return value === null ? null : Math.max(value, ZERO_PLACE);
    }),
  });
  const errors = checks.flatMap((one) => [one.gramError, one.lossError]);
  const worst = Math.max(...errors);
  return figure({
    title: "What a turn changes: nothing but rounding",
    caption:
      `Over ${checks.length} random turns and mirrors, the largest relative difference is ${exponent(worst)}, ` +
      `${worst < LIMIT ? "below" : "not below"} the line at 10⁻¹².${zeroNote(errors)}`,
    x: { title: "random orthogonal matrix Q (number)", range: [0, checks.length + 1] },
    y: { title: "relative difference (no unit)", type: "log", range: [3e-18, 1e-11] },
    traces: [
      series("EEᵀ after a turn", (one) => (one.mirror ? null : one.gramError)),
      series("EEᵀ after a mirror", (one) => (one.mirror ? one.gramError : null)),
      series("loss", (one) => one.lossError),
    ],
    references: [{ y: LIMIT, label: "10⁻¹²" }],
  });
}

import type { Claim } from "../experiment";
import { formatClaimFigure } from "./format-claim-figure";

/**
 * A claim as a row of a table: its statement, the verdict, the figure that decides with its 95 % interval, and where it is shown.
 *
 * @example
 * ```ts
 * const interval = { mean: 0.6554, low: 0.6512, high: 0.6591 };
 * const row = claimRow({
 *   id: "C8", statement: "Neighbours hardly change", verdict: "holds in part",
 *   figure: "overlap", interval, chance: 0.0043, beside: [], setting: "made up", section: "4.3",
 * });
 * row.figure; // → "overlap: 0.655 (0.651 to 0.659), by chance 0.004"
 * row.section; // → "4.3"
 * ```
 */
export function claimRow(claim: Claim) {
  const { id, statement, verdict, section } = claim;
  return { claim: id, statement, verdict, figure: formatClaimFigure(claim), section };
}

/** Where 0 stands on a logarithmic axis that shows rounding errors: far below those of double precision. */
export const ZERO_PLACE = 1e-17;

/** A sentence for the caption if some values are drawn there, otherwise nothing. */
export function zeroNote(values: readonly number[]): string {
  return values.some((value) => value < ZERO_PLACE)
    ? " What is 0, or smaller than 10⁻¹⁷, stands at 10⁻¹⁷."
    : "";
}

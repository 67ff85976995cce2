/** Rounds to ten decimals. What is equal but for the rounding of a computation, such as a rotation, then mostly is equal. */
export function tenDecimals(value: number): number {
  return Math.round(value * 1e10) / 1e10;
}

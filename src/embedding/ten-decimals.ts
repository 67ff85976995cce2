/**
 * A cosine to ten decimals. Neighbours are ordered by it, so that words that are equally near stay so after
 * a rotation, which changes the last digits.
 */
export function tenDecimals(cosine: number): number {
  return Math.round(cosine * 1e10) / 1e10;
}

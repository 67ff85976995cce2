import { mean } from "./mean";

/**
 * Pearson's correlation of two lists of numbers, from −1 to 1; NaN if one of them is constant.
 *
 * @throws RangeError if the lists differ in length or are empty
 * @example
 * ```ts
 * correlation([1, 2, 3], [2, 4, 6]); // → 1
 * correlation([1, 2, 3], [3, 1, 2]); // → -0.5
 * ```
 */
export function correlation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  if (first.length !== second.length) {
    throw new RangeError(
      `Cannot correlate ${first.length} numbers with ${second.length}: the lists must be equally long`,
    );
  }
  // The mean of equal numbers can be off by a rounding, and then they would correlate with something.
  if (isConstant(first) || isConstant(second)) return NaN;
  const meanFirst = mean(first);
  const meanSecond = mean(second);
  let both = 0;
  let squaresFirst = 0;
  let squaresSecond = 0;
  for (let i = 0; i < first.length; i++) {
    const a = first[i]! - meanFirst;
    const b = second[i]! - meanSecond;
    both += a * b;
    squaresFirst += a * a;
    squaresSecond += b * b;
  }
  return both / Math.sqrt(squaresFirst * squaresSecond);
}

function isConstant(list: ArrayLike<number>): boolean {
  let equal = 0;
  while (equal < list.length && list[equal] === list[0]) equal++;
  return list.length > 0 && equal === list.length;
}

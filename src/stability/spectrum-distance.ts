/**
 * How far two spectra are apart: √ of the mean of (ln λ_i − ln μ_i)², over the eigenvalues in falling order. It is
 * about the typical relative difference of an eigenvalue: 0.1 stands for 10 %. With the singular value gap of Dubossarsky,
 * Vulić, Reichart & Korhonen (2020), a sum over d singular values, it is 2·√(gap/d).
 *
 * By chance it can be 0: shuffling the words leaves a spectrum as it is, and so {@link permutationFloor} gives perfect
 * agreement. A small distance alone says nothing of single words.
 *
 * @param first eigenvalues of one run, such as {@link eigenvalueSpectrum} gives them
 * @throws RangeError if the spectra differ in length or are empty, or an eigenvalue is not positive
 * @example
 * ```ts
 * spectrumDistance([4, 1], [4, 1]); // → 0
 * spectrumDistance([4, 1], [2, 2]); // → 0.693
 * ```
 */
export function spectrumDistance(first: readonly number[], second: readonly number[]): number {
  if (first.length !== second.length || first.length === 0) {
    throw new RangeError(
      `Cannot compare spectra of ${first.length} and ${second.length} eigenvalues: as many in both are needed`,
    );
  }
  for (const spectrum of [first, second]) {
    const i = spectrum.findIndex((value) => !(value > 1e-15 * spectrum[0]! && Number.isFinite(value)));
    if (i >= 0) {
      throw new RangeError(
        `Cannot compare spectra by their logarithms: eigenvalue ${i} is ${spectrum[i]}, which is zero within rounding. ` +
          "Compare only the first ones",
      );
    }
  }
  const squares = first.reduce((sum, value, i) => sum + Math.log(value / second[i]!) ** 2, 0);
  return Math.sqrt(squares / first.length);
}

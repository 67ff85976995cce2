import type { FrequencyBand } from "./frequency-bands";
import { mean } from "./mean";

/**
 * The mean over the words of each band of something measured word by word, such as {@link neighbourOverlap}.
 *
 * @param values one number per row of the vocabulary
 * @returns one mean per band, in their order
 * @throws RangeError if a band has no words, or a row that has no value
 * @example
 * ```ts
 * bandMeans([0.9, 0.7, 0.5, 0.1], frequencyBands([500, 100, 99, 3], [10, 100])); // → [0.1, 0.5, 0.8]
 * ```
 */
export function bandMeans(values: ArrayLike<number>, bands: readonly FrequencyBand[]): number[] {
  return bands.map(({ label, rows }) => {
    const stray = rows.find((row) => !(row in values));
    if (stray !== undefined) {
      throw new RangeError(
        `Cannot take the mean of band ${label}: it has row ${stray}, and there are ${values.length} values`,
      );
    }
    return mean(rows.map((row) => values[row]!));
  });
}

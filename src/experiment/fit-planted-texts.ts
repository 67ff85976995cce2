import { countFollowing, plantedText } from "../corpus";
import { randomStream } from "../random";
import { fitSoftmax, type SoftmaxFit, startVectors } from "../train";
import type { PlantedTexts } from "./planted-texts";

/** The scale of the start vectors. */
export const PLANTED_START = 0.3;

export interface PlantedOptions {
  /** Told after every fit how much is done. */
  readonly report?: (done: number, total: number) => unknown;
  readonly signal?: AbortSignal;
}

/**
 * Fits the vectors with the smallest loss to every text at every length, with as many numbers per word as the truth
 * has. The shorter texts are the beginnings of the longer ones.
 *
 * @returns for each text, the fit at each length
 * @throws the signal's reason if it was aborted, and what report throws
 * @example
 * ```ts
 * const fits = await fitPlantedTexts({ ...plantedTexts("quick", 1, 2), lengths: [1000, 100_000] });
 * fits.map((ofText) => ofText.map(({ outcome }) => outcome))[0]; // → ["no finite solution", "converged"]
 * ```
 */
export async function fitPlantedTexts(
  { language, seeds, lengths }: PlantedTexts,
  { report = () => {}, signal }: PlantedOptions = {},
): Promise<SoftmaxFit[][]> {
  const { rows: size, columns: dimension } = language.words;
  const fits: SoftmaxFit[][] = [];
  for (const own of seeds) {
    const start = startVectors(size, dimension, PLANTED_START, false, own);
    const ofText: SoftmaxFit[] = [];
    for (const counts of countFollowing(
      plantedText(language, randomStream(own, "bootstrap")),
      size,
      lengths,
    )) {
      signal?.throwIfAborted();
      ofText.push(fitSoftmax(counts, start));
      await report(fits.length + ofText.length / lengths.length, seeds.length);
    }
    fits.push(ofText);
  }
  return fits;
}

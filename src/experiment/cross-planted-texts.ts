import { countFollowing, plantedText } from "../corpus";
import { randomStream } from "../random";
import { type VarianceComponents, varianceComponents } from "../stability";
import { fitSoftmax, softmaxPredictions, startVectors } from "../train";
import { PLANTED_START, type PlantedOptions } from "./fit-planted-texts";
import type { PlantedTexts } from "./planted-texts";

/** The variance of the predictions of runs on texts of one length. */
export interface CrossedLength {
  /** N, in pairs of words. */
  readonly length: number;
  readonly components: VarianceComponents;
}

/**
 * Fits every seed to every text, and splits the variance of the predictions into what comes from the text and what
 * comes from the seed.
 *
 * @param dimension how many numbers per word; the truth has 6
 * @throws the signal's reason if it was aborted, and what report throws
 * @example
 * ```ts
 * const texts = plantedTexts("quick", 1, 16);
 * const { textSeeds } = texts.crossed;
 * const few = { seeds: runSeeds(1, 3), textSeeds: textSeeds.slice(0, 3), lengths: [80_000] };
 * const [{ components }] = await crossPlantedTexts({ ...texts, crossed: few }, 6);
 * components.seedShare.mean < 1e-6; // → true
 * ```
 */
export async function crossPlantedTexts(
  { language, crossed: { seeds, textSeeds, lengths } }: PlantedTexts,
  dimension: number,
  { report = () => {}, signal }: PlantedOptions = {},
): Promise<CrossedLength[]> {
  const size = language.names.length;
  const texts = textSeeds.map((own) =>
    countFollowing(plantedText(language, randomStream(own, "bootstrap")), size, lengths),
  );
  const crossed: CrossedLength[] = [];
  for (const [i, length] of lengths.entries()) {
    const predictions: number[][][] = [];
    for (const own of seeds) {
      signal?.throwIfAborted();
      const start = startVectors(size, dimension, PLANTED_START, false, own);
      predictions.push(
        texts.map((ofText) => {
          const { words, contexts } = fitSoftmax(ofText[i]!, start);
          return softmaxPredictions(words, contexts).to1DArray();
        }),
      );
      await report(i + predictions.length / seeds.length, lengths.length);
    }
    crossed.push({ length, components: varianceComponents(predictions) });
  }
  return crossed;
}

import { type PlantedLanguage, plantedLanguage } from "../corpus";
import { randomStream, runSeeds, type Seeds, seedStreams } from "../random";
import type { Preset } from "./dimension-grid";

/** Texts of a language whose truth is known, and how they are fitted. */
export interface PlantedTexts {
  readonly language: PlantedLanguage;
  /** One for each text: of the text, and of the start that is fitted to it. */
  readonly seeds: readonly Seeds[];
  /** N, in pairs of words, rising. Each text is fitted at each of them. */
  readonly lengths: readonly number[];
  /** Every seed on every text, at some lengths. */
  readonly crossed: {
    readonly seeds: readonly Seeds[];
    readonly textSeeds: readonly Seeds[];
    readonly lengths: readonly number[];
  };
}

/**
 * What the amount of text changes where the truth is known: a {@link plantedLanguage} of 30 equally frequent words with
 * 6 numbers each, and texts of it of up to a million pairs of words.
 *
 * @param texts how many
 * @example
 * ```ts
 * const { language, lengths, crossed } = plantedTexts("quick", 1, 16);
 * [language.words.rows, language.words.columns]; // → [30, 6]
 * lengths.length; // → 7
 * crossed.seeds.length; // → 8
 * ```
 */
export function plantedTexts(preset: Preset, seed: number, texts: number): PlantedTexts {
  const full = preset === "full";
  return {
    language: plantedLanguage(
      { words: 30, spread: [0.8, 0.8, 0.8, 0.8, 0.8] },
      randomStream(seedStreams(seed), "init"),
    ),
    seeds: runSeeds(seed, texts),
    lengths: [
      ...[1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000],
      ...(full ? [3_000_000, 10_000_000] : []),
    ],
    crossed: {
      seeds: runSeeds(seed, full ? 16 : 8),
      textSeeds: runSeeds(seed, texts + 5).slice(texts),
      lengths: [10_000, 80_000, 640_000],
    },
  };
}

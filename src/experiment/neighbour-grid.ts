import { runSeeds } from "../random";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";

/**
 * Runs that differ in nothing but the seed: skip-gram with negative sampling on the King James Bible, for the comparison of
 * neighbours, distances and spectra.
 *
 * @param runs how many; those of a smaller number are the first of a larger one
 * @example
 * ```ts
 * neighbourGrid("quick", 1, 8).seeds.length; // → 8
 * ```
 */
export function neighbourGrid(preset: Preset, seed: number, runs: number): Grid {
  const full = preset === "full";
  return {
    name: `neighbours-${preset}`,
    corpus: "king-james-bible",
    vocabulary: { minCount: full ? 10 : 20 },
    models: [{ model: "negative-sampling", options: { epochs: full ? 15 : 5 } }],
    dimensions: [full ? 128 : 64],
    seeds: runSeeds(seed, runs),
    textSeed: seed,
  };
}

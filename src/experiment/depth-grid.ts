import { runSeeds } from "../random";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";
import type { ModelSetting } from "./models";

/**
 * What the depth changes: transformers of 0, 1, 2 and 4 layers on the King James Bible, from the same start vectors,
 * reading the same words in the same order, with the vectors kept on the way.
 *
 * @param runs how many of each depth
 * @example
 * ```ts
 * const { models, seeds } = depthGrid("quick", 1, 5);
 * models.map(({ label }) => label); // → ["0", "1", "2", "4"]
 * seeds.length; // → 5
 * ```
 */
export function depthGrid(preset: Preset, seed: number, runs: number): Grid {
  const full = preset === "full";
  const steps = full ? 6000 : 400;
  const options = {
    steps,
    blockLength: full ? 32 : 16,
    // Faster than the default, so that the vectors have settled as far as they do in a minute.
    optimizer: { name: "adam", learningRate: full ? 0.005 : 0.01 },
    snapshotsAt: [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1].map((share) => Math.round(share * steps)),
  } as const;
  return {
    name: `depth-${preset}`,
    corpus: "king-james-bible",
    vocabulary: { maxSize: full ? 1500 : 400 },
    models: [0, 1, 2, 4].map(
      (depth): ModelSetting => ({
        model: "transformer",
        label: String(depth),
        options: { depth, ...options },
      }),
    ),
    dimensions: [full ? 64 : 32],
    seeds: runSeeds(seed, runs),
    textSeed: seed,
  };
}

import { runSeeds } from "../random";
import type { TransformerOptions } from "../train";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";
import type { ModelSetting } from "./models";

/**
 * What the depth changes: transformers of 0, 1, 2 and 4 layers on the King James Bible, from the same start vectors,
 * reading the same words in the same order, with the vectors kept on the way.
 *
 * @param runs how many of each depth
 * @param changes options that are other than usual, at every depth, for example `{ tied: true }`
 * @example
 * ```ts
 * const { models, seeds } = depthGrid("quick", 1, 5);
 * models.map(({ label }) => label); // → ["0", "1", "2", "4"]
 * seeds.length; // → 5
 * ```
 */
export function depthGrid(
  preset: Preset,
  seed: number,
  runs: number,
  changes: Omit<TransformerOptions, "dimension" | "depth" | "seeds" | "signal" | "onStep"> = {},
): Grid {
  const full = preset === "full";
  const steps = full ? 6000 : 1000;
  const options = {
    steps,
    blockLength: full ? 32 : 16,
    batchSize: full ? 16 : 8,
    // Faster than the default, so that the vectors settle in a minute as far as they can.
    optimizer: { name: "adam", learningRate: full ? 0.005 : 0.01 },
    snapshotsAt: [0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1].map((share) => Math.round(share * steps)),
    ...changes,
  } as const;
  return {
    name: `depth-${preset}`,
    corpus: "king-james-bible",
    vocabulary: { maxSize: full ? 1500 : 300 },
    models: [0, 1, 2, 4].map(
      (depth): ModelSetting => ({
        model: "transformer",
        label: String(depth),
        options: { depth, ...options },
      }),
    ),
    dimensions: [full ? 64 : 16],
    seeds: runSeeds(seed, runs),
    textSeed: seed,
  };
}

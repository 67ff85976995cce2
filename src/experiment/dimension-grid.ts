import { runSeeds } from "../random";
import type { Grid } from "./grid";

/** How much is computed: quick is for a notebook, full for a night. */
export type Preset = "quick" | "full";

/**
 * What the dimension changes: skip-gram with negative sampling on the King James Bible, d from 4 to 256 on a log scale,
 * every seed on every resample of the text.
 *
 * @example
 * ```ts
 * dimensionGrid("quick", 1).dimensions; // → [4, 8, 16, 32, 64, 128, 256]
 * ```
 */
export function dimensionGrid(preset: Preset, seed: number): Grid {
  const full = preset === "full";
  return {
    name: `dimension-${preset}`,
    corpus: "king-james-bible",
    vocabulary: { minCount: full ? 50 : 10, minDocuments: 10 },
    ...(!full && { documents: [6000] }),
    models: [{ model: "negative-sampling", options: { epochs: 5 } }],
    // Full has a step between every two powers of two.
    dimensions: full ? [4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 181, 256] : [4, 8, 16, 32, 64, 128, 256],
    seeds: runSeeds(seed, full ? 5 : 3),
    resamples: full ? [1, 2, 3, 4, 5] : [1, 2, 3],
    textSeed: seed,
    runMetrics: ["meanNorm", "effectiveDimension"],
    pairMetrics: [
      "alignedCosine",
      "heldOutCosine",
      "neighbourOverlap",
      "cosineDifference",
      "eigenspaceOverlap",
      "linearCKA",
    ],
    floors: ["alignedCosine", "neighbourOverlap", "eigenspaceOverlap", "linearCKA"],
    pairs: ["seed", "resample", "both"],
  };
}

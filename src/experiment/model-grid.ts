import { runSeeds } from "../random";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";

/**
 * Every kind of model of the course on a part of the King James Bible, every seed on every resample of the text.
 *
 * @example
 * ```ts
 * const { models, seeds, resamples } = modelGrid("quick", 1);
 * models.map(({ label }) => label); // → ["PPMI-SVD", "GloVe", "negative sampling", "full softmax", "transformer", "Bengio’s model"]
 * [seeds.length, resamples.length]; // → [3, 3]
 * ```
 */
export function modelGrid(preset: Preset, seed: number): Grid {
  const full = preset === "full";
  const runs = full ? 5 : 3;
  const measured = ["neighbourOverlap", "heldOutCosine"] as const;
  return {
    name: `models-${preset}`,
    corpus: "king-james-bible",
    documents: [full ? 8000 : 2000],
    vocabulary: { minCount: 20, minDocuments: 10 },
    models: [
      { model: "ppmi-svd", label: "PPMI-SVD" },
      { model: "glove", label: "GloVe" },
      { model: "negative-sampling", label: "negative sampling", options: { epochs: 20 } },
      { model: "full-softmax", label: "full softmax", options: { maxSteps: full ? 1000 : 300 } },
      {
        model: "transformer",
        label: "transformer",
        options: {
          depth: 1,
          steps: full ? 4000 : 250,
          optimizer: { name: "adam", learningRate: full ? 0.003 : 0.01 },
        },
      },
      {
        model: "nnlm",
        label: "Bengio’s model",
        options: {
          epochs: full ? 16 : 2,
          batchSize: 64,
          hidden: 64,
          stride: 2,
          optimizer: { name: "adam", learningRate: full ? 0.001 : 0.005 },
        },
      },
    ],
    dimensions: [32],
    seeds: runSeeds(seed, runs),
    resamples: Array.from({ length: runs }, (_, k) => k + 1),
    textSeed: seed,
    pairs: ["seed", "resample", "both"],
    pairMetrics: [...measured, "cosineDifference"],
    floors: measured,
  };
}

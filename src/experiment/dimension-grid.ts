import { type Corpus, loadCorpus, splitCorpus } from "../corpus";
import { randomStream, runSeeds, seedStreams } from "../random";
import type { Grid } from "./grid";

/** How much is computed: quick is for a notebook, full for a night. */
export type Preset = "quick" | "full";

/** How often the text is read: in a short training and in a long one. */
const EPOCHS = [5, 20];

/**
 * What the dimension changes: skip-gram with negative sampling on a part of the King James Bible, d from 4 to 256 on a
 * log scale, every seed on every resample of the text. The rest of the Bible is not in the grid: it is what the
 * predictions of the runs are compared with, as {@link predictionErrors} does. Nothing is subsampled, so that what the
 * model should say can be counted.
 *
 * @param runs so many seeds; default 4, full 5. There are three resamples, full five
 * @example
 * ```ts
 * const grid = dimensionGrid("quick", 1);
 * grid.dimensions; // → [4, 8, 16, 32, 64, 128, 256]
 * [grid.corpus.documents.length, dimensionHeldOut("quick", 1).documents.length]; // → [1600, 29502]
 * ```
 */
export function dimensionGrid(
  preset: Preset,
  seed: number,
  runs = preset === "full" ? 5 : 4,
): Grid & { readonly corpus: Corpus } {
  const full = preset === "full";
  const metrics = full ? [...METRICS, "heldOutCosine" as const] : METRICS;
  return {
    name: `dimension-${preset}`,
    corpus: parts(preset, seed)[0],
    vocabulary: { minCount: full ? 10 : 8, minDocuments: 8 },
    models: EPOCHS.map((epochs) => ({
      model: "negative-sampling",
      label: `${epochs} epochs`,
      options: { epochs, subsampling: 0 },
    })),
    dimensions: [4, 8, 16, 32, 64, 128, 256],
    seeds: runSeeds(seed, runs),
    resamples: full ? [1, 2, 3, 4, 5] : [1, 2, 3],
    textSeed: seed,
    runMetrics: ["meanNorm", "effectiveDimension"],
    pairs: ["seed"],
    pairMetrics: metrics,
    floors: metrics,
  };
}

/**
 * The part of the text that no run of {@link dimensionGrid} has seen.
 *
 * @example
 * ```ts
 * dimensionHeldOut("full", 1).documents.length; // → 23102
 * ```
 */
export function dimensionHeldOut(preset: Preset, seed: number): Corpus {
  return parts(preset, seed)[1];
}

/** What takes little time also with 256 dimensions. */
const METRICS = ["alignedCosine", "neighbourOverlap", "eigenspaceOverlap"] as const;

function parts(preset: Preset, seed: number) {
  const documents = preset === "full" ? 8000 : 1600;
  return splitCorpus(loadCorpus("king-james-bible"), documents, randomStream(seedStreams(seed), "bootstrap"));
}

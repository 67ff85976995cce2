import { runSeeds } from "../random";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";

const BIBLE = 31_102;
const BIBLE_WORDS = 792_215;
const EPOCHS = 5;

/**
 * What the amount of text changes: nested parts of the King James Bible, from a thirty-second of its verses to all,
 * compared by the words that are frequent enough in the smallest. Each part is read as often as the whole (epochs
 * held), or until as many words were read (updates held).
 *
 * @example
 * ```ts
 * dataGrid("quick", 1).documents; // → [972, 1944, 3888, 7776]
 * ```
 */
export function dataGrid(preset: Preset, seed: number): Grid {
  const full = preset === "full";
  const halvings = full ? [5, 4, 3, 2, 1, 0] : [5, 4, 3, 2];
  const documents = halvings.map((halved) => Math.round(BIBLE / 2 ** halved));
  const share = Math.max(...documents) / BIBLE;
  return {
    name: `data-${preset}`,
    corpus: "king-james-bible",
    vocabulary: { minCount: 20, minDocuments: 10 },
    documents,
    models: [
      { model: "negative-sampling", label: "epochs held", options: { epochs: EPOCHS } },
      { model: "negative-sampling", label: "updates held", wordsRead: EPOCHS * BIBLE_WORDS * share },
    ],
    dimensions: [32],
    seeds: runSeeds(seed, full ? 5 : 3),
    resamples: full ? [1, 2, 3, 4, 5] : [1, 2, 3],
    textSeed: seed,
    pairs: ["seed", "resample", "both"],
    pairMetrics: ["heldOutCosine", "neighbourOverlap", "cosineDifference"],
    floors: ["heldOutCosine", "neighbourOverlap"],
  };
}

import { runSeeds } from "../random";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";

const BIBLE = 31_102;
const BIBLE_WORDS = 792_215;
const EPOCHS = 5;

/**
 * What longer training changes: a thirty-second of the King James Bible and the whole of it, until as many words were read
 * as in five passes through the whole, and then two, four and eight times as many. The words, the texts and the seeds are
 * those of {@link dataGrid}.
 *
 * @example
 * ```ts
 * const { models, documents } = trainingGrid("full", 1);
 * models[0].label; // → "4.0 million words read"
 * models[3].label; // → "31.7 million words read"
 * documents; // → [972, 31102]
 * ```
 */
export function trainingGrid(preset: Preset, seed: number): Grid {
  const full = preset === "full";
  const documents = [5, full ? 0 : 4].map((halved) => Math.round(BIBLE / 2 ** halved));
  const wordsRead = (full ? [1, 2, 4, 8] : [1, 2, 4]).map(
    (times) => times * EPOCHS * BIBLE_WORDS * (full ? 1 : 1 / 16),
  );
  return {
    name: `training-${preset}`,
    corpus: "king-james-bible",
    vocabulary: { minCount: 20, minDocuments: 10 },
    documents,
    models: wordsRead.map((words) => ({
      model: "negative-sampling",
      label: `${(words / 1e6).toFixed(1)} million words read`,
      wordsRead: words,
    })),
    dimensions: [32],
    seeds: runSeeds(seed, full ? 5 : 3),
    resamples: [1, 2, 3],
    textSeed: seed,
    pairs: ["seed", "resample", "both"],
    pairMetrics: ["neighbourOverlap", "cosineDifference"],
  };
}

import { runSeeds, type Seeds, STREAM_NAMES, type StreamName } from "../random";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";

/** A kind of chance, or all kinds of the training together: all but the text. */
export type Cause = StreamName | "training";

/** Which streams of random numbers belong to each cause. */
export const causes: Readonly<Record<Cause, readonly StreamName[]>> = {
  init: ["init"],
  order: ["order"],
  negatives: ["negatives"],
  subsampling: ["subsampling"],
  bootstrap: ["bootstrap"],
  training: STREAM_NAMES.filter((name) => name !== "bootstrap"),
};

/**
 * What each kind of chance does alone, and what it does among the others: skip-gram with negative sampling on a part of the
 * King James Bible. The seeds come in sets: two runs that share nothing, the first and the last of the set, and between
 * them, for each of the {@link causes}, the first run with that cause taken from the last. So it differs from the first run in
 * that cause alone, and shares with the last run that cause alone. (A. Saltelli et al., Variance based sensitivity analysis of
 * model output, Computer Physics Communications 181, 2010.)
 *
 * @param runs how many sets
 * @example
 * ```ts
 * const { seeds } = causeGrid("quick", 1, 4);
 * seeds.length; // → 32
 * const [first, init, order] = seeds;
 * [init.init === first.init, init.order === first.order]; // → [false, true]
 * [order.init === first.init, order.order === first.order]; // → [true, false]
 * init.init === seeds[7].init; // → true
 * ```
 */
export function causeGrid(preset: Preset, seed: number, runs: number): Grid {
  const full = preset === "full";
  const drawn = runSeeds(seed, 2 * runs);
  return {
    name: `causes-${preset}`,
    corpus: "king-james-bible",
    documents: [full ? 8000 : 2000],
    vocabulary: { minCount: 20, minDocuments: 10 },
    models: [{ model: "negative-sampling", options: { epochs: 20 } }],
    dimensions: [32],
    seeds: Array.from({ length: runs }, (_, k) => setOf(drawn[2 * k]!, drawn[2 * k + 1]!)).flat(),
    ownTexts: true,
    textSeed: seed,
  };
}

function setOf(first: Seeds, last: Seeds): Seeds[] {
  const mixed = Object.values(causes).map((streams) => ({
    ...first,
    ...Object.fromEntries(streams.map((stream) => [stream, last[stream]])),
  }));
  return [first, ...mixed, last];
}

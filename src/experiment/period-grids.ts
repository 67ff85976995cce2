import { cutIntoPeriods, loadCorpus, type Period, sharedVocabulary, type Vocabulary } from "../corpus";
import { runSeeds } from "../random";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";

const PERIODS = 4;

/** The experiment of {@link periodGrids}. */
export interface PeriodGrids {
  readonly periods: readonly Period[];
  /** The words that occur often enough in every period to be compared. */
  readonly shared: Vocabulary;
  /** How often such a word occurs in each, at least. */
  readonly leastCount: number;
  /** One for each period. */
  readonly grids: readonly Grid[];
}

/**
 * Words through time: skip-gram with negative sampling on four periods of the State of the Union addresses, several runs
 * of each. No two runs have a seed in common, also not of different periods.
 *
 * @param runs how many of each period
 * @example
 * ```ts
 * const { periods, shared, grids } = periodGrids("quick", 1, 8);
 * [periods[0].firstYear, periods[3].lastYear]; // → [1790, 2021]
 * shared.index.has("union"); // → true
 * grids.map(({ seeds }) => seeds.length); // → [8, 8, 8, 8]
 * grids[1].seeds[0].init === grids[0].seeds[0].init; // → false
 * ```
 */
export function periodGrids(preset: Preset, seed: number, runs: number): PeriodGrids {
  const full = preset === "full";
  const periods = cutIntoPeriods(loadCorpus("state-of-the-union"), PERIODS);
  const corpora = periods.map((period) => period.corpus);
  const leastCount = full ? 20 : 30;
  const seeds = runSeeds(seed, PERIODS * runs);
  return {
    periods,
    shared: sharedVocabulary(corpora, { minCount: leastCount, minDocuments: 10 }),
    leastCount,
    grids: corpora.map((corpus, period) => ({
      name: `period-${period + 1}-${preset}`,
      corpus,
      vocabulary: { minCount: 5 },
      models: [{ model: "negative-sampling", options: { epochs: full ? 10 : 5 } }],
      dimensions: [full ? 64 : 32],
      seeds: seeds.slice(period * runs, (period + 1) * runs),
      textSeed: seed,
    })),
  };
}

import { requireEnough } from "./crossed-intervals";

/** What was measured between two runs of a crossed design: every seed was trained on every sample of text. */
export interface CrossedPair {
  /** Seeds and samples are numbered from 0. */
  readonly firstSeed: number;
  readonly firstSample: number;
  readonly secondSeed: number;
  readonly secondSample: number;
  readonly value: number;
}

/**
 * The values as a symmetric table: run i·samples + j has seed i and sample j.
 *
 * @throws RangeError with fewer than three seeds or samples, or if a pair is missing, there twice, or not finite
 */
export function crossedTable(
  pairs: readonly CrossedPair[],
  task: string,
): { readonly table: readonly Float64Array[]; readonly seeds: number; readonly samples: number } {
  const count = (of: (pair: CrossedPair) => [number, number]) => 1 + Math.max(-1, ...pairs.flatMap(of));
  const seeds = count(({ firstSeed, secondSeed }) => [firstSeed, secondSeed]);
  const samples = count(({ firstSample, secondSample }) => [firstSample, secondSample]);
  requireEnough(seeds, samples, `${task} of`);
  const runs = seeds * samples;
  const table = Array.from({ length: runs }, () => new Float64Array(runs).fill(Number.NaN));
  for (const { firstSeed, firstSample, secondSeed, secondSample, value } of pairs) {
    const first = firstSeed * samples + firstSample;
    const second = secondSeed * samples + secondSample;
    const name = `seed ${firstSeed} on sample ${firstSample} and seed ${secondSeed} on sample ${secondSample}`;
    if (!Number.isFinite(value)) throw new RangeError(`Cannot ${task}: ${name} gave ${value}`);
    if (!Number.isNaN(table[first]![second]!))
      throw new RangeError(`Cannot ${task}: the pair of ${name} is there twice`);
    table[first]![second] = value;
    table[second]![first] = value;
  }
  const needed = (runs * (runs - 1)) / 2;
  if (pairs.length !== needed) {
    throw new RangeError(
      `Cannot ${task} of ${seeds} seeds × ${samples} samples from ${pairs.length} pairs: ` +
        `each of the ${needed} pairs of runs is needed once`,
    );
  }
  return { table, seeds, samples };
}

import { randomFromText } from "./random";
import { type Seeds, seedStreams } from "./streams";

/**
 * The seeds of several runs, all from one seed: run 0 of seed 7 is always the same run, and runs of different seeds
 * share nothing. (Counting on from the seed would not do: seeds 1 and 2 would share all runs but one.)
 *
 * @param seed any integer
 * @param runs how many
 * @throws RangeError if runs is not a positive integer, and what {@link seedStreams} throws
 * @example
 * ```ts
 * runSeeds(7, 3).length; // → 3
 * runSeeds(7, 2)[1].init === runSeeds(7, 3)[1].init; // → true
 * runSeeds(7, 1)[0].init === runSeeds(8, 1)[0].init; // → false
 * ```
 */
export function runSeeds(seed: number, runs: number): Seeds[] {
  if (!(Number.isInteger(runs) && runs > 0))
    throw new RangeError(`Cannot seed ${runs} runs: a positive integer is needed`);
  const random = randomFromText(`runs of ${BigInt(seedStreams(seed).init)}`);
  const drawn = new Set<number>();
  while (drawn.size < runs) drawn.add(Math.floor(random() * 2 ** 53));
  return [...drawn].map(seedStreams);
}

import type { Seeds } from "../random";
import { type SkipGramOptions, type SkipGramRun, trainSkipGram } from "../train";

/**
 * Trains the same model once for each set of seeds, one run after the other, with nothing else different.
 *
 * @param coOccurrence the counts all runs learn from
 * @param seeds one set per run, for example from {@link runSeeds}
 * @param options as for {@link trainSkipGram}, without the seeds
 * @param report told after every step how many runs are done (a fraction) and how many there are
 * @throws what {@link trainSkipGram} throws
 * @example
 * ```ts
 * const counts = { vocabulary: { words: ["a", "b"] }, counts: Float64Array.of(0, 2, 2, 0), total: 4 };
 * const runs = await trainRuns(counts, runSeeds(1, 3), { dimension: 2 });
 * runs.length; // → 3
 * ```
 */
export async function trainRuns(
  coOccurrence: Parameters<typeof trainSkipGram>[0],
  seeds: readonly Seeds[],
  options: Omit<SkipGramOptions, "seeds" | "onStep">,
  report: (done: number, total: number) => void = () => {},
): Promise<SkipGramRun[]> {
  const runs: SkipGramRun[] = [];
  for (const [k, seed] of seeds.entries()) {
    const expectedSteps = runs.at(-1)?.lossHistory.length;
    const run = await trainSkipGram(coOccurrence, {
      ...options,
      seeds: seed,
      onStep: (step, maxSteps) => report(k + Math.min(1, step / (expectedSteps ?? maxSteps)), seeds.length),
    });
    runs.push(run);
    report(k + 1, seeds.length);
  }
  return runs;
}

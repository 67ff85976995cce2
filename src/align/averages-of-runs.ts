import type { Matrix } from "ml-matrix";
import { generalisedProcrustes } from "./generalised-procrustes";

/**
 * Divides runs into groups of the given size, in their order, and averages each group after {@link generalisedProcrustes}
 * has turned its runs onto each other. No two averages share a run, so that comparing them says how stable such averages
 * are. Runs that fill no group are left out; a group of one run is that run.
 *
 * @throws RangeError if size is not a whole number from 1 to the number of runs, or what {@link generalisedProcrustes}
 *   throws
 * @example
 * ```ts
 * const runs = [1, 2, 3, 4, 5].map((k) => new Matrix([[k, 0], [0, k]]));
 * averagesOfRuns(runs, 2).map((average) => average.get(0, 0)); // → [1.500, 3.500]
 * averagesOfRuns(runs, 1).length; // → 5
 * ```
 */
export function averagesOfRuns(runs: readonly Matrix[], size: number): Matrix[] {
  if (!(Number.isInteger(size) && size >= 1 && size <= runs.length)) {
    throw new RangeError(
      `Cannot average groups of ${size} of ${runs.length} runs: a whole number from 1 to ${runs.length} is needed`,
    );
  }
  return Array.from({ length: Math.floor(runs.length / size) }, (_, k) => {
    const group = runs.slice(k * size, (k + 1) * size);
    return group.length === 1 ? group[0]! : generalisedProcrustes(group).mean;
  });
}

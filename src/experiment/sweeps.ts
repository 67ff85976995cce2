import { dataGrid } from "./data-grid";
import { depthGrid } from "./depth-grid";
import { depthStudy } from "./depth-study";
import { dimensionGrid, dimensionHeldOut, type Preset } from "./dimension-grid";
import { errorRows } from "./error-rows";
import type { Grid } from "./grid";
import { predictionErrors } from "./prediction-errors";
import type { GridResult } from "./run-grid";
import { trainingGrid } from "./training-grid";
import type { TableRow } from "./write-table";

/** An experiment of `npm run sweep`. */
export interface Sweep {
  readonly grid: Grid;
  /** Tables that need the vectors of the runs, by the end of their names. */
  readonly tables?: (result: GridResult) => Tables | Promise<Tables>;
}

type Tables = Readonly<Record<string, readonly TableRow[]>>;

/** The experiments of `npm run sweep`, by the letter of what they vary. */
export const sweeps: Readonly<Record<string, (preset: Preset, seed: number) => readonly Sweep[]>> = {
  d: (preset, seed) => {
    const grid = dimensionGrid(preset, seed);
    const tables = (result: GridResult) => ({
      errors: errorRows(predictionErrors(result, grid.corpus, dimensionHeldOut(preset, seed))),
    });
    return [{ grid, tables }];
  },
  n: (preset, seed) => [{ grid: dataGrid(preset, seed) }, { grid: trainingGrid(preset, seed) }],
  l: (preset, seed) => {
    const grid = depthGrid(preset, seed, 5);
    const tables = async (result: GridResult) => {
      const { runs, pairs } = await depthStudy(grid, result);
      return { moments: runs.map((row) => ({ ...row })), scores: pairs.map((row) => ({ ...row })) };
    };
    return [{ grid, tables }];
  },
};

/**
 * The command that runs a sweep. It stands in the first line of the tables.
 *
 * @example
 * ```ts
 * sweepCommand("d", "full", 1); // → "npm run sweep -- d --preset full --seed 1"
 * ```
 */
export function sweepCommand(letter: string, preset: Preset, seed: number): string {
  return `npm run sweep -- ${letter} --preset ${preset} --seed ${seed}`;
}

import { dataGrid } from "./data-grid";
import { dimensionGrid, type Preset } from "./dimension-grid";
import type { Grid } from "./grid";
import { trainingGrid } from "./training-grid";

/** The experiments of `npm run sweep`, by the letter of what they vary. */
export const sweeps: Readonly<Record<string, (preset: Preset, seed: number) => readonly Grid[]>> = {
  d: (preset, seed) => [dimensionGrid(preset, seed)],
  n: (preset, seed) => [dataGrid(preset, seed), trainingGrid(preset, seed)],
};

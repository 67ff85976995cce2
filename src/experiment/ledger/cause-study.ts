import { causeEffects } from "../cause-effects";
import { causeGrid } from "../cause-grid";
import { settingClaim } from "../claims";
import { runGrid } from "../run-grid";
import { settingEffects } from "../setting-effects";
import { settingGrids } from "../setting-grids";
import { partOf } from "./part-of";
import type { Study } from "./study";

const RUNS = 5;

export const causeStudy: Study = {
  notebook: "07",
  claims: ["C14"],
  run: async ({ preset, seed, report, ...options }) => {
    const grids = settingGrids(preset, seed, RUNS);
    const run = (grid: Parameters<typeof runGrid>[0], part: number) =>
      runGrid(grid, { ...options, report: partOf(report, part, 4) });
    const causes = await run(causeGrid(preset, seed, RUNS), 0);
    const tables = {
      softmax: await run(grids.softmax, 1),
      dimension: await run(grids.dimension, 2),
      text: await run(grids.text, 3),
    };
    const { documents, vocabulary, dimension } = causes.runs[0]!;
    const trainedWith =
      `skip-gram with the full softmax (d = ${grids.softmax.dimensions[0]}) and with negative sampling ` +
      `(d = ${dimension}) on the King James Bible, ` +
      `${documents} verses, V = ${vocabulary}, ${RUNS} runs of each setting`;
    return [settingClaim(settingEffects(tables), causeEffects(causes), trainedWith)];
  },
};

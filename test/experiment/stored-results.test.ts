import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  dataGrid,
  depthGrid,
  type Grid,
  loadResults,
  readDepthStudy,
  runGrid,
  type TableRow,
  trainingGrid,
} from "../../src/experiment";

const RESULTS = join(__dirname, "..", "..", "data", "results");
const advice =
  "The tables in data/results were computed by code that gives other numbers now. Make them again with the " +
  "command in their first line, and look at the figures and sentences that show them";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reseed-results-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ["data-full", dataGrid("full", 1), "npm run sweep -- n --preset full --seed 1"],
  ["training-full", trainingGrid("full", 1), "npm run sweep -- n --preset full --seed 1"],
])("the tables of %s", (name, grid, command) => {
  test("say which command makes them again", () => {
    for (const kind of ["runs", "pairs"])
      expect(readFileSync(join(RESULTS, `${name}-${kind}.csv`), "utf8").split("\n")[0]).toContain(command);
  });

  test("hold every run and every pair of the grid", () => {
    const settings = grid.models.length * grid.documents!.length;
    const crossed = grid.seeds.length * grid.resamples!.length;
    expect(loadResults(`${name}-runs`)).toHaveLength(settings * crossed);
    expect(loadResults(`${name}-pairs`)).toHaveLength((settings * crossed * (crossed - 1)) / 2);
  });

  test("come out the same, bit for bit: two runs on the shortest text, and their difference", async () => {
    const [model, documents, resample] = [grid.models[0]!, grid.documents![0]!, grid.resamples![0]!];
    const part: Grid = {
      ...grid,
      models: [model],
      documents: [documents],
      resamples: [resample],
      seeds: grid.seeds.slice(0, 2),
    };
    const { runs, pairs } = await runGrid(part, { folder, workers: 2 });
    const stored = (rows: readonly TableRow[], last: string) =>
      rows.filter(
        (row) =>
          row.model === model.label &&
          row.documents === documents &&
          [row.resample, row.firstResample].includes(resample) &&
          [row.resample, row.secondResample].includes(resample) &&
          Number(row[last]) < 2,
      );
    expect(runs, advice).toEqual(stored(loadResults(`${name}-runs`), "seed"));
    expect(pairs, advice).toEqual(stored(loadResults(`${name}-pairs`), "secondSeed"));
  }, 120_000);
});

// Training one of them again would take minutes; test/experiment/models.test.ts notices if the model gives other numbers.
describe("the tables of depth-full", () => {
  const grid = depthGrid("full", 1, 5);
  const { runs, pairs } = readDepthStudy(loadResults("depth-full-moments"), loadResults("depth-full-scores"));
  const moments = [...new Set(runs.map(({ wordsRead }) => wordsRead))];

  test("say which command makes them again", () => {
    for (const kind of ["runs", "moments", "scores"]) {
      const [first] = readFileSync(join(RESULTS, `depth-full-${kind}.csv`), "utf8").split("\n");
      expect(first).toContain("npm run sweep -- l --preset full --seed 1");
    }
  });

  test("hold every run of every depth at every moment, with the settings of the grid", () => {
    const rows = loadResults("depth-full-runs");
    expect(rows).toHaveLength(grid.models.length * grid.seeds.length);
    for (const row of rows) {
      expect(row).toMatchObject({ dimension: grid.dimensions[0], vocabulary: grid.vocabulary!.maxSize });
    }
    expect(moments).toHaveLength(7);
    expect(runs).toHaveLength(rows.length * moments.length);
  });

  test("hold every pair of runs of a depth, for both kinds of vectors", () => {
    const perDepth = (grid.seeds.length * (grid.seeds.length - 1)) / 2;
    const all = pairs.filter(({ band }) => band === "all");
    expect(all).toHaveLength(grid.models.length * 2 * moments.length * perDepth);
  });
});

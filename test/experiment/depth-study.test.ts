import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildVocabulary } from "../../src/corpus";
import { neighbourLists, toMatrix } from "../../src/embedding";
import { type DepthStudy, depthGrid, depthStudy, type Grid, runGrid } from "../../src/experiment";
import { frequencyBands, mean, meanCosine, neighbourOverlap } from "../../src/stability";
import { startVectors, type TransformerRun, trainingText, trainTransformer } from "../../src/train";
import { genesis } from "./small-grid";

process.env.RESEED_BACKEND = "wasm";

const folder = mkdtempSync(join(tmpdir(), "reseed tiefe "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const full = depthGrid("quick", 3, 3);
const vocabulary = buildVocabulary(genesis, { maxSize: 60 });
const edges = [45, 30, 15].map((rank) => Number(vocabulary.counts[rank]!.toPrecision(2)));
const bands = frequencyBands(vocabulary.counts, edges);
const options = { steps: 60, snapshotsAt: [20, 60] };
const grid: Grid = {
  ...full,
  corpus: genesis,
  vocabulary: { maxSize: 60 },
  dimensions: [8],
  models: [0, 2].map((depth) => ({
    model: "transformer",
    label: String(depth),
    options: { depth, ...options },
  })),
};

let study: DepthStudy;
let again: TransformerRun;
const reports: [number, number][] = [];
beforeAll(async () => {
  const result = await runGrid(grid, { folder });
  study = await depthStudy(grid, result, (...report) => reports.push(report));
  again = await trainTransformer(trainingText(genesis, vocabulary), {
    dimension: 8,
    depth: 2,
    seeds: grid.seeds[1]!,
    ...options,
  });
}, 60_000);

describe("depthGrid()", () => {
  test("differs from model to model in the depth alone", () => {
    const [first, ...others] = full.models.map(({ options }) => ({ ...options, depth: undefined }));
    for (const other of others) expect(other).toEqual(first);
    expect(full.models.map(({ label, options }) => [label, (options as { depth: number }).depth])).toEqual([
      ["0", 0],
      ["1", 1],
      ["2", 2],
      ["4", 4],
    ]);
  });

  test("looks at the end of the training, in both presets", () => {
    for (const preset of ["quick", "full"] as const) {
      for (const { options } of depthGrid(preset, 1, 4).models) {
        const { steps, snapshotsAt } = options as { steps: number; snapshotsAt: number[] };
        expect(snapshotsAt.at(-1)).toBe(steps);
      }
    }
  });
});

describe("depthStudy()", () => {
  test("has a row for each depth, run and moment", () => {
    expect(study.runs.map(({ depth, seed, wordsRead }) => [depth, wordsRead, seed])).toEqual(
      [0, 2].flatMap((depth) =>
        [20, 60].flatMap((step) => [0, 1, 2].map((seed) => [depth, step * 256, seed])),
      ),
    );
  });

  test("states the loss around the moment, and how much of the start is left", () => {
    const row = study.runs.find((row) => row.depth === 2 && row.seed === 1 && row.wordsRead === 20 * 256)!;
    // A twentieth of 60 steps to both sides of step 20.
    expect(row.loss).toBeCloseTo(mean(again.lossHistory.slice(17, 23)), 12);
    const start = startVectors(60, 8, 0.1, false, grid.seeds[1]!);
    const { words, contexts } = again.snapshots[0]!;
    expect(row.wordsStart).toBeCloseTo(meanCosine(toMatrix(words), start.words), 12);
    expect(row.outputStart).toBeCloseTo(meanCosine(toMatrix(contexts), start.contexts!), 12);
    expect(row.wordsStart).toBeGreaterThan(0.5);
  });

  test("has a row for each pair of runs, and at the end one for each band too", () => {
    expect(study.pairs).toHaveLength(2 * 2 * 3 * (1 + 5));
    const bandsAt = (wordsRead: number) =>
      new Set(study.pairs.filter((row) => row.wordsRead === wordsRead).map((row) => row.band));
    expect(bandsAt(20 * 256)).toEqual(new Set(["all"]));
    expect(bandsAt(60 * 256)).toEqual(new Set(["all", ...bands.map(({ label }) => label)]));
  });

  test("cuts the words into four bands of about the same size", () => {
    expect(bands).toHaveLength(4);
    for (const { rows } of bands) {
      expect(rows.length).toBeGreaterThan(11);
      expect(rows.length).toBeLessThan(19);
    }
  });

  test("gives for all words the mean over the bands, weighed by their words", () => {
    const end = study.pairs.filter(({ wordsRead }) => wordsRead === 60 * 256);
    for (const metric of ["heldOutCosine", "heldOutCosineFloor", "neighbourOverlap"] as const) {
      for (let place = 0; place < end.length; place += 5) {
        const [all, ...others] = end.slice(place, place + 5);
        const sum = others.reduce((sum, row, band) => sum + bands[band]!.rows.length * row[metric], 0);
        expect(all![metric]).toBeCloseTo(sum / 60, 12);
      }
    }
  });

  test("compares the kind of vectors that it names", () => {
    const row = study.pairs.find(
      ({ depth, vectors, wordsRead, first, second }) =>
        depth === 2 && vectors === "output" && wordsRead === 60 * 256 && first === 0 && second === 1,
    )!;
    const other = trainTransformer(trainingText(genesis, vocabulary), {
      dimension: 8,
      depth: 2,
      seeds: grid.seeds[0]!,
      ...options,
    });
    return other.then(({ contexts }) => {
      const [first, second] = [contexts, again.contexts].map((one) => neighbourLists(toMatrix(one), 10));
      expect(row.neighbourOverlap).toBeCloseTo(mean(neighbourOverlap(first!, second!)), 12);
    });
  });

  test("gives the same rows again", async () => {
    const result = await runGrid(grid, { folder });
    expect(await depthStudy(grid, result)).toEqual(study);
  });

  test("reports how much is measured", () => {
    expect(reports).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
  });
});

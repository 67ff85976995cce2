import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DataFrame } from "danfojs-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toMatrix } from "../../src/embedding";
import { type FinishedRun, type Grid, type GridResult, models, runGrid } from "../../src/experiment";
import { planGrid } from "../../src/experiment/plan-grid";
import { shareCorpus, textOf } from "../../src/experiment/shared-corpus";
import { meanCosine } from "../../src/stability";
import { genesis, smallGrid } from "./small-grid";

process.env.RESEED_BACKEND = "engine";

const folder = mkdtempSync(join(tmpdir(), "reseed grïd "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = join(folder, "whole");
const files = (kind: string, inside = store) => readdirSync(inside).filter((name) => name.endsWith(kind));

let result: GridResult;
const finished: FinishedRun[] = [];
beforeAll(async () => {
  result = await runGrid(smallGrid, { folder: store, onRun: (run) => finished.push(run) });
}, 60_000);

describe("runGrid()", { timeout: 30_000 }, () => {
  test("gives a row for every run, in the order of the grid, with what the run says of itself", () => {
    const plan = planGrid(smallGrid, genesis, shareCorpus(genesis));
    expect(result.runs).toHaveLength(32);
    for (const [place, row] of result.runs.entries()) {
      const { words, lossHistory } = result.load(place);
      expect(Object.keys(row)).toEqual([
        ...[
          "model",
          "dimension",
          "documents",
          "runningWords",
          "vocabulary",
          "seed",
          "resample",
          "loss",
          "meanNorm",
        ],
      ]);
      expect(row).toMatchObject(plan.runs[place]!.row);
      expect(row.loss).toBe(lossHistory.at(-1));
      expect([words.words.length, words.dimension]).toEqual([row.vocabulary, row.dimension]);
      const norms = toMatrix(words)
        .to2DArray()
        .map((vector) => Math.hypot(...vector));
      expect(row.meanNorm).toBeCloseTo(norms.reduce((sum, norm) => sum + norm, 0) / norms.length, 10);
    }
  });

  test("stores what the models give, bit for bit", async () => {
    const shared = shareCorpus(genesis);
    const plan = planGrid(smallGrid, genesis, shared);
    for (const place of [0, 7, 13, 17, 31]) {
      const { model, options, text } = plan.runs[place]!;
      const alone = await models[model].train(textOf(shared, text), options);
      const stored = result.load(place);
      expect({ ...stored, seconds: 0 }).toEqual({ ...alone, seconds: 0 });
    }
  });

  test("refuses an option that it does not know", async () => {
    const misspelt = { folder: store, shards: { index: 1, of: 3 } };
    await expect(runGrid(smallGrid, misspelt)).rejects.toThrow(
      new RangeError(
        'Cannot run the grid "small": there is no option "shards". ' +
          "The options are folder, workers, onStart, report, onRun, warn, signal, shard",
      ),
    );
  });

  test("reads the text from a path or an address, and finds the runs of the same text again", async () => {
    const path = join(folder, "genèse.txt");
    writeFileSync(path, genesis.documents.map((words) => words.join(" ")).join("\n"));
    for (const corpus of [path, pathToFileURL(path), pathToFileURL(path).href]) {
      const told: boolean[] = [];
      const { runs } = await runGrid(
        { ...smallGrid, corpus },
        { folder: store, onRun: ({ trained }) => told.push(trained) },
      );
      expect(runs).toEqual(result.runs);
      expect(told).toEqual(Array(32).fill(false));
    }
  });

  test("measures every pair between the runs that it names", () => {
    expect(result.pairs).toHaveLength(32);
    for (const pair of result.pairs) {
      const [first, second] = [
        [pair.firstSeed, pair.firstResample],
        [pair.secondSeed, pair.secondResample],
      ].map(([seed, resample]) => {
        const same = ["model", "dimension", "documents"] as const;
        const place = result.runs.findIndex(
          (run) =>
            same.every((key) => run[key] === pair[key]) && run.seed === seed && run.resample === resample,
        );
        return toMatrix(result.load(place).words);
      });
      expect(pair.cosine).toBe(meanCosine(first!, second!));
      expect(Object.keys(pair).slice(8)).toEqual(["cosine", "heldOutCosine", "cosineFloor"]);
      expect(Math.abs(Number(pair.cosineFloor))).toBeLessThan(1);
      expect(pair.cosineFloor).not.toBe(pair.cosine);
      expect(pair.heldOutCosine).toBeGreaterThan(-1);
      expect(pair.heldOutCosine).toBeLessThan(1);
    }
  });

  test("tells of every run once, with how many are done", () => {
    expect(finished.map(({ done, of }) => [done, of])).toEqual(result.runs.map((_, k) => [k + 1, 32]));
    expect(finished.every(({ trained, seconds }) => trained && seconds > 0)).toBe(true);
    const rows = finished.map(({ row }) => JSON.stringify(row)).sort();
    expect(rows).toEqual(result.runs.map((row) => JSON.stringify(row)).sort());
  });

  test("gives the same tables with one thread and with three, bit for bit", async () => {
    for (const workers of [1, 3]) {
      const other = join(folder, `workers ${workers}`);
      const { runs, pairs, load } = await runGrid(smallGrid, { folder: other, workers });
      expect(runs).toEqual(result.runs);
      expect(pairs).toEqual(result.pairs);
      expect(load(31).words.vectors).toEqual(result.load(31).words.vectors);
      expect(files("run", other)).toEqual(files("run"));
    }
  });

  test("trains nothing again, and compares nothing again", async () => {
    const before = readdirSync(store).map((name) => [
      name,
      readFileSync(join(store, name)).toString("latin1"),
    ]);
    const again: FinishedRun[] = [];
    const second = await runGrid(smallGrid, { folder: store, onRun: (run) => again.push(run) });
    expect([second.runs, second.pairs]).toEqual([result.runs, result.pairs]);
    expect(again.some(({ trained }) => trained)).toBe(false);
    expect(
      readdirSync(store).map((name) => [name, readFileSync(join(store, name)).toString("latin1")]),
    ).toEqual(before);
  });

  test("trains only what a larger grid has more", async () => {
    const trained: string[] = [];
    const larger: Grid = {
      ...smallGrid,
      name: "larger",
      dimensions: [4, 5, 8],
      pairMetrics: [],
      runMetrics: [],
    };
    const { runs } = await runGrid(larger, {
      folder: store,
      onRun: (run) => run.trained && trained.push(`${run.row.dimension}`),
    });
    expect(trained).toEqual(Array(16).fill("5"));
    expect(runs.filter(({ dimension }) => dimension !== 5)).toEqual(
      result.runs.map(({ meanNorm, ...row }) => row),
    );
  });

  test("trains a run once that stands in the grid under several names", async () => {
    const [seeds] = smallGrid.seeds;
    const { runs, pairs } = await runGrid(
      {
        ...smallGrid,
        models: [{ model: "full-softmax", options: { maxSteps: 11 } }],
        seeds: [seeds!, { ...seeds!, negatives: 1 }],
      },
      { folder: store, onStart: ({ runs: different }) => expect(different).toBe(8) },
    );
    expect(runs).toHaveLength(16);
    expect(runs[0]!.loss).toBe(runs[1]!.loss);
    expect(pairs[0]).toMatchObject({ differ: "seed", cosine: expect.closeTo(1, 12) });
  });

  test("names a damaged file, a truncated one and one with another name, and computes them again", async () => {
    const plan = planGrid(smallGrid, genesis, shareCorpus(genesis));
    const cut = join(store, `${plan.runs[0]!.key}.run`);
    const changed = join(store, `${plan.runs[9]!.key}.run`);
    const pair = join(store, `${plan.pairs[2]!.key}.pair`);
    const mistaken = join(store, `${plan.runs[3]!.key}.run`);
    truncateSync(cut, 1000);
    const bytes = readFileSync(changed);
    bytes[bytes.length - 100]! ^= 1;
    writeFileSync(changed, bytes);
    writeFileSync(pair, "");
    copyFileSync(join(store, `${plan.runs[1]!.key}.run`), mistaken);
    const warnings: string[] = [];
    const { runs, pairs } = await runGrid(smallGrid, {
      folder: store,
      warn: (message) => warnings.push(message),
    });
    expect(warnings.sort()).toEqual(
      [
        `${changed} is damaged: its ${bytes.length} bytes do not fit their checksum. It was computed again`,
        `${cut} is damaged: its 1000 bytes do not fit their checksum. It was computed again`,
        `${pair} is damaged: its 0 bytes do not begin like a stored file. It was computed again`,
        `${mistaken} is damaged: it holds the run ${plan.runs[1]!.key}. It was computed again`,
      ].sort(),
    );
    expect([runs, pairs]).toEqual([result.runs, result.pairs]);
    await runGrid(smallGrid, { folder: store, warn: (message) => expect.fail(message) });
  });

  test("gives tables that a DataFrame takes as they are", () => {
    const frame = new DataFrame([...result.runs]);
    expect(frame.shape).toEqual([32, 9]);
    expect(frame.columns).toEqual(Object.keys(result.runs[0]!));
    expect(new DataFrame([...result.pairs]).shape).toEqual([32, 11]);
  });

  test("says when there is no such run", () => {
    expect(() => result.load(32)).toThrow('There is no run 32: the grid "small" has 32, from 0 on');
  });
});

test("runGrid() stores every kind of model as it comes out in this thread", async () => {
  const snapshotsAt = [2, 5];
  const grid: Grid = {
    ...smallGrid,
    models: [
      { model: "full-softmax", options: { maxSteps: 10 } },
      { model: "full-softmax", label: "one matrix", options: { maxSteps: 10, tied: true } },
      { model: "glove", options: { epochs: 2 } },
      { model: "ppmi-svd" },
      { model: "transformer", label: "depth 1", options: { depth: 1, steps: 5, snapshotsAt } },
      { model: "transformer", label: "tied", options: { depth: 0, steps: 5, snapshotsAt, tied: true } },
      // Its context vectors have another dimension than its word vectors.
      { model: "nnlm", options: { epochs: 1, hidden: 6 } },
    ],
    dimensions: [4],
    documents: [400],
    seeds: smallGrid.seeds.slice(0, 1),
    resamples: [0],
  };
  const { runs, load } = await runGrid(grid, { folder: store, workers: 2 });
  const shared = shareCorpus(genesis);
  for (const [place, { model, options, text }] of planGrid(grid, genesis, shared).runs.entries()) {
    const alone = await models[model].train(textOf(shared, text), options);
    // Some models tell more than is stored.
    expect({ ...alone, seconds: 0 }).toMatchObject({ ...load(place), seconds: 0 });
    if (model === "transformer") expect(load(place).snapshots?.map(({ step }) => step)).toEqual(snapshotsAt);
  }
  expect(runs).toHaveLength(7);
}, 30_000);

describe("shards", () => {
  const shards = [1, 2, 3].map((index) => join(folder, `shard ${index}`));
  const merged = join(folder, "merged");
  const sizes: number[] = [];
  beforeAll(async () => {
    mkdirSync(merged);
    for (const [k, shard] of shards.entries()) {
      const { runs, pairs } = await runGrid(smallGrid, { folder: shard, shard: { index: k + 1, of: 3 } });
      expect(pairs).toEqual([]);
      expect(result.runs).toEqual(expect.arrayContaining([...runs]));
      sizes.push(runs.length);
    }
    for (const shard of shards) {
      for (const name of readdirSync(shard)) copyFileSync(join(shard, name), join(merged, name));
    }
  }, 60_000);

  test("share the runs out, each to one shard, and about equally much to do", () => {
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(32);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(files("run", merged)).toEqual(files("run", join(folder, "workers 1")));
  });

  test("give the same tables once they are in one folder, without training", async () => {
    const again: boolean[] = [];
    const { runs, pairs } = await runGrid(smallGrid, {
      folder: merged,
      onRun: ({ trained }) => again.push(trained),
    });
    expect([runs, pairs]).toEqual([result.runs, result.pairs]);
    expect(again).not.toContain(true);
  });

  test.each([
    [0, 3],
    [4, 3],
    [1.5, 3],
    [1, 0],
  ])("do not exist as %d of %d", async (index, of) => {
    await expect(runGrid(smallGrid, { folder: merged, shard: { index, of } })).rejects.toThrow(
      `Cannot run shard ${index} of ${of}`,
    );
  });
});

describe("a grid that is interrupted", () => {
  const epochs = (number: number): Grid => ({
    ...smallGrid,
    models: [{ model: "negative-sampling", options: { epochs: number } }],
    pairMetrics: [],
  });

  test("rejects with the signal's reason, and finds what was finished when it runs again", async () => {
    const half = join(folder, "half");
    const controller = new AbortController();
    const reason = new Error("enough");
    const running = runGrid(epochs(20), {
      folder: half,
      workers: 2,
      onRun: ({ done }) => done === 3 && controller.abort(reason),
      signal: controller.signal,
    });
    await expect(running).rejects.toBe(reason);
    const found: boolean[] = [];
    await runGrid(epochs(20), {
      folder: half,
      onStart: ({ runs, stored }) => {
        expect(runs).toBe(16);
        expect(stored).toBeGreaterThanOrEqual(3);
        expect(stored).toBeLessThanOrEqual(5);
      },
      onRun: ({ trained }) => found.push(!trained),
    });
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(3);
    expect(found).toHaveLength(16);
  });

  test("stops a run in its middle, that would take minutes", async () => {
    const controller = new AbortController();
    const began = performance.now();
    const running = runGrid(epochs(100_000), { folder: join(folder, "minutes"), signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 1000);
    await expect(running).rejects.toThrow("enough");
    expect(performance.now() - began).toBeLessThan(4000);
    expect(files("run", join(folder, "minutes"))).toEqual([]);
  });

  test("trains nothing if it is interrupted before the first run begins", async () => {
    const controller = new AbortController();
    const running = runGrid(epochs(3), {
      folder: join(folder, "nothing"),
      signal: controller.signal,
      onStart: () => controller.abort(new Error("rather not")),
    });
    await expect(running).rejects.toThrow("rather not");
    expect(readdirSync(join(folder, "nothing"))).toEqual([]);
  });

  test("does not begin if it was interrupted before", async () => {
    const never = join(folder, "never");
    await expect(
      runGrid(smallGrid, { folder: never, signal: AbortSignal.abort(new Error("no")) }),
    ).rejects.toThrow("no");
    expect(readdirSync(folder)).not.toContain("never");
  });

  test("reports more and more, and everything at the end", async () => {
    const reports: number[] = [];
    let whole = 0;
    await runGrid(smallGrid, {
      folder: join(folder, "reported"),
      report: (done, total) => {
        reports.push(done);
        whole = total;
      },
    });
    expect(reports).toEqual([...reports].sort((a, b) => a - b));
    expect(reports.length).toBeGreaterThan(32);
    expect(reports.at(-1)).toBeCloseTo(whole, 10);
  });
});

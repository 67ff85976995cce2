import { describe, expect, test } from "vitest";
import { trainRuns } from "../../src/experiment";
import { runSeeds } from "../../src/random";
import { trainSkipGram } from "../../src/train";
import { loadTensorFlow } from "../../src/train/backend";
import { kingJamesCounts } from "../train/small-counts";

const counts = kingJamesCounts(20);
const seeds = runSeeds(5, 3);
const options = { dimension: 3, patience: 10, tolerance: 0.01, maxSteps: 500 };

describe("trainRuns()", () => {
  test("gives the runs that trainSkipGram() gives for each set of seeds, in their order", async () => {
    const runs = await trainRuns(counts, seeds, options);
    expect(runs).toHaveLength(3);
    for (const [k, run] of runs.entries()) {
      const alone = await trainSkipGram(counts, { ...options, seeds: seeds[k]! });
      expect(run.words.vectors).toEqual(alone.words.vectors);
      expect(run.contexts.vectors).toEqual(alone.contexts.vectors);
      expect(run.lossHistory).toEqual(alone.lossHistory);
      expect(run.stopped).toBe(alone.stopped);
      expect(run.words.provenance.seeds).toEqual(seeds[k]);
    }
    expect(new Set(runs.map((run) => run.words.vectors[0])).size).toBe(3);
  });

  test("passes all options on", async () => {
    const [run] = await trainRuns(counts, seeds.slice(0, 1), { ...options, tied: true, snapshotsAt: [2] });
    expect(run!.contexts).toBe(run!.words);
    expect(run!.snapshots.map(({ step }) => step)).toEqual([2]);
  });

  test("reports how many runs are done, never less than before, and all at the end", async () => {
    const reports: number[] = [];
    await trainRuns(counts, seeds, options, (done, total) => {
      expect(total).toBe(3);
      reports.push(done);
    });
    expect(reports).toEqual([...reports].sort((a, b) => a - b));
    expect(reports[0]).toBeGreaterThan(0);
    expect(reports[0]).toBeLessThan(0.1);
    for (const whole of [1, 2, 3]) expect(reports).toContain(whole);
    expect(reports.at(-1)).toBe(3);
  });

  test("gives no runs for no seeds", async () => {
    expect(await trainRuns(counts, [], options)).toEqual([]);
  });

  test("ends at an abort in its second run, and leaves no tensor behind", async () => {
    const { tf } = await loadTensorFlow();
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const reason = new Error("stop");
    const runs = trainRuns(counts, seeds, { ...options, signal: controller.signal }, (done) => {
      if (done > 1) controller.abort(reason);
    });
    await expect(runs).rejects.toBe(reason);
    expect(tf.memory().numTensors).toBe(before);
  });

  test("refuses options that trainSkipGram() does not know", async () => {
    const misspelt = { ...options, learningrate: 5, maxStep: 3 };
    await expect(trainRuns(counts, seeds, misspelt)).rejects.toThrow(
      'Cannot train skip-gram: there is no option "learningrate", and no option "maxStep". ' +
        "The options are dimension, ",
    );
  });

  test("throws what trainSkipGram() throws", async () => {
    await expect(trainRuns(counts, seeds, { ...options, dimension: 0 })).rejects.toThrow(
      new RangeError("Cannot start with 0 dimensions: a positive integer is needed"),
    );
  });
});

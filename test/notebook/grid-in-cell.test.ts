import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KernelSession, startKernel, textOf } from "../support/kernel-session";

describe.each(["reseed", "tslab"])("a grid in a cell of the kernel %s", (name) => {
  const folder = mkdtempSync(join(tmpdir(), "reseed cell é "));
  const runsIn = (store: string) =>
    readdirSync(join(folder, store)).filter((file) => file.endsWith(".run")).length;
  let kernel: KernelSession;
  beforeAll(async () => {
    kernel = await startKernel(name);
    const { status, outputs } = await kernel.execute(`
      import { type Grid, loadCorpus, runGrid, runSeeds, withProgress } from "reseed";
      const bible = loadCorpus("king-james-bible");
      const gridOf = (epochs: number, seeds: number): Grid => ({
        name: "cell",
        corpus: { name: "genesis", documents: bible.documents.slice(0, 1000) },
        models: [{ model: "negative-sampling", options: { epochs } }],
        dimensions: [4, 8, 16],
        seeds: runSeeds(1, seeds),
        textSeed: 1,
        pairMetrics: ["alignedCosine"],
      });
      const run = (store: string, epochs: number, seeds: number) =>
        withProgress("Training", (tools) => runGrid(gridOf(epochs, seeds), { ...tools, folder: ${JSON.stringify(folder)} + "/" + store }), {
          kept: "finished runs are kept",
        });`);
    expect(status, JSON.stringify(outputs)).toBe("ok");
  }, 60_000);
  afterAll(async () => {
    await kernel.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("gives its tables and its vectors", async () => {
    const executed = await kernel.execute(`
      const { runs, pairs, load } = await run("small", 1, 4);
      console.log(runs.length, pairs.length, load(11).words.dimension);`);
    expect(textOf(executed)).toContain("12 18 16");
    expect(executed.status).toBe("ok");
  }, 60_000);

  test("stops when the cell is interrupted, and finds the finished runs when it runs again", async () => {
    const interrupted = await kernel.execute(`await run("large", 100, 30);`, { interruptAfter: 5 });
    expect(interrupted.status).not.toBe("ok");
    expect(textOf(interrupted)).toContain("Training: interrupted, finished runs are kept, after");
    const kept = runsIn("large");
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(90);
    // The threads are gone: nothing more is stored.
    await kernel.execute("await new Promise((resolve) => setTimeout(resolve, 1500));");
    expect(runsIn("large")).toBe(kept);
    const again = await kernel.execute(`
      const controller = new AbortController();
      await runGrid(gridOf(100, 30), {
        folder: ${JSON.stringify(folder)} + "/large",
        signal: controller.signal,
        onStart: ({ stored }) => { console.log("found", stored); controller.abort(new Error("that is enough")); },
      });`);
    expect(textOf(again)).toContain(`found ${kept}`);
    expect(textOf(again)).toContain("that is enough");
  }, 120_000);
});

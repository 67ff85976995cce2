import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withProgress } from "../../src/notebook";
import { type Executed, type KernelSession, startKernel, textOf } from "../support/kernel-session";

let kernel: KernelSession;
beforeAll(async () => {
  kernel = await startKernel();
  const { status, outputs } = await kernel.execute(`
    import { buildVocabulary, countCooccurrence, loadCorpus, runSeeds, trainRuns, withProgress } from "reseed";
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    let steps = 0;
    /** Reports every 50 ms until \`seconds\` are over. */
    async function work(seconds: number, { report, signal }: any): Promise<number> {
      const began = Date.now();
      for (let now = began; now - began < 1000 * seconds; now = Date.now()) {
        signal.throwIfAborted();
        steps++;
        await report(now - began, 1000 * seconds);
        await wait(50);
      }
      return 42;
    }`);
  expect(status, JSON.stringify(outputs)).toBe("ok");
}, 60_000);
afterAll(() => kernel.stop());

function html({ content }: Executed["outputs"][number]): string {
  return String(content.data?.["text/html"]);
}

describe("withProgress() in a notebook", () => {
  let long: Executed;
  beforeAll(async () => {
    long = await kernel.execute(
      `const answer = await withProgress("Counting <all> words", (tools) => work(4.2, tools));`,
    );
  }, 60_000);

  test("shows a bar only after two seconds", () => {
    expect(long.status, textOf(long)).toBe("ok");
    const [first] = long.outputs;
    expect(first!.type).toBe("display_data");
    expect(first!.at).toBeGreaterThan(2);
    expect(first!.at).toBeLessThan(4);
    expect(html(first!)).toMatch(/<progress value="0\.\d+" max="1"/);
  });

  test("says what is done, in per cent and in time, with the label escaped", () => {
    const [first] = long.outputs;
    expect(first!.content.data!["text/plain"]).toMatch(
      /^Counting <all> words: [45]\d %, 2 s so far, about [23] s left$/,
    );
    expect(html(first!)).toContain("Counting &lt;all&gt; words");
  });

  test("updates the bar in its place, a few times a second, and ends with one line", () => {
    const [first, ...others] = long.outputs;
    const id = first!.content.transient!.display_id;
    expect(id).toBeTruthy();
    expect(others.length).toBeGreaterThan(3);
    expect(others.length).toBeLessThan(12);
    for (const { type, content } of others) {
      expect(type).toBe("update_display_data");
      expect(content.transient!.display_id).toBe(id);
    }
    const shares = long.outputs
      .slice(0, -1)
      .map((output) => Number(/value="([\d.]+)"/.exec(html(output))?.[1]));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(others.at(-1)!.content.data!["text/plain"]).toBe("Counting <all> words: done after 4 s");
    expect(html(others.at(-1)!)).not.toContain("<progress");
  });

  test("gives the result of the work, and shows nothing for short work", async () => {
    const short = await kernel.execute(
      `const quick = await withProgress("Short", (tools) => work(0.3, tools));`,
    );
    expect(short.outputs).toEqual([]);
    expect(textOf(await kernel.execute("console.log(answer, quick);"))).toBe("42 42");
  });

  test("says that the work failed, and throws its error", async () => {
    const failed = await kernel.execute(`
      await withProgress("Failing", async (tools) => {
        await work(2.6, tools);
        throw new RangeError("no such word");
      });`);
    expect(failed.status).not.toBe("ok");
    expect(textOf(failed)).toMatch(/Failing: failed after 3 s[\s\S]*RangeError: no such word/);
  });
});

describe("interrupting a cell with withProgress()", () => {
  test("stops the work, says so, and keeps nothing half-written", async () => {
    await kernel.execute("steps = 0; let trained = [1];");
    const interrupted = await kernel.execute(
      `trained = await withProgress("Training", async (tools) => [await work(60, tools)]);`,
      { interruptAfter: 3 },
    );
    expect(interrupted.status).not.toBe("ok");
    expect(interrupted.seconds).toBeLessThan(6);
    const bars = interrupted.outputs.filter(({ type }) => type === "update_display_data");
    expect(bars.at(-1)!.content.data!["text/plain"]).toBe(
      "Training: interrupted, nothing was kept, after 3 s",
    );

    const after = await kernel.execute(`
      const before = steps;
      await wait(300);
      console.log(steps === before, before > 0, trained, process.listenerCount("SIGINT"));`);
    expect(textOf(after)).toMatch(/^true true \[ 1 \] \d$/);
    const again = await kernel.execute(`
      trained = await withProgress("Again", async (tools) => [await work(0.1, tools)]);
      console.log(trained, process.listenerCount("SIGINT"));`);
    // As many listeners as before: nothing is left behind.
    expect(textOf(again).replace("42", "1")).toBe(textOf(after).replace("true true ", ""));
  }, 60_000);

  test("stops work that computes without a pause, at its next report", async () => {
    const interrupted = await kernel.execute(
      `await withProgress("Computing", async ({ report }) => {
        for (let k = 0; k < 300; k++) {
          const began = Date.now();
          while (Date.now() - began < 40);
          await report(k, 300);
        }
      });`,
      { interruptAfter: 1 },
    );
    expect(interrupted.status).not.toBe("ok");
    expect(interrupted.seconds).toBeLessThan(2);
    expect(textOf(await kernel.execute(`console.log("still here", answer);`))).toBe("still here 42");
  });

  test("stops the training of runs between two steps, and the next training works", async () => {
    await kernel.execute(`
      const bible = loadCorpus("king-james-bible");
      const counts = countCooccurrence(bible, buildVocabulary(bible, { maxSize: 60 }), { window: 5 });
      /** Too many steps to end before they are interrupted. */
      const train = (maxSteps: number) =>
        withProgress("Training 2 runs", ({ report, signal }) =>
          trainRuns(counts, runSeeds(1, 2), { dimension: 4, tolerance: -1, maxSteps, signal }, report),
        );
      let runs: any[] = [];`);
    const interrupted = await kernel.execute("runs = await train(1e7);", { interruptAfter: 4 });
    expect(interrupted.status).not.toBe("ok");
    expect(interrupted.seconds).toBeLessThan(8);
    expect(textOf(interrupted)).toContain("Training 2 runs: interrupted, nothing was kept, after");
    const after = await kernel.execute(
      "console.log(runs.length); runs = await train(20); console.log(runs.length);",
    );
    expect(textOf(after).split(/\s+/)).toEqual(["0", "2"]);
  }, 60_000);
});

test("withProgress() hands on what the work throws, outside a notebook too", async () => {
  const work = () => Promise.reject(new RangeError("no such word"));
  await expect(withProgress("Failing", work)).rejects.toThrow("no such word");
});

test("withProgress() survives an interruption of work that does not wait for its reports", async () => {
  const unhandled: unknown[] = [];
  const notice = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", notice);
  const others = process.listeners("SIGINT");
  const work = async ({ report }: { report(done: number, total: number): Promise<void> }) => {
    await wait(150);
    report(1, 2);
    for (const listener of process.listeners("SIGINT")) if (!others.includes(listener)) listener("SIGINT");
    await wait(50);
  };
  await expect(withProgress("Working", work)).rejects.toThrow("Working: interrupted, nothing was kept");
  process.off("unhandledRejection", notice);
  expect(unhandled).toEqual([]);
});

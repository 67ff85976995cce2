import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ended, ended } from "./project-copy";

const folder = mkdtempSync(join(tmpdir(), "reseed sweep é "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [resolve("src/cli/sweep.mjs"), ...args]);
const sweep = (...args: readonly string[]): Promise<Ended> => ended(start(...args));
const runsIn = (store: string) => readdirSync(store).filter((name) => name.endsWith(".run")).length;

describe("one shard of a sweep", () => {
  const store = join(folder, "shard");
  const args = ["n", "--shard", "2/20", "--folder", store, "--workers", "2"];
  let first: Ended;
  beforeAll(async () => {
    first = await sweep(...args);
  }, 60_000);

  test("trains its runs, one line for each, and says how many are stored and where", () => {
    expect(first.code, first.text).toBe(0);
    // A sweep can have several grids.
    const grids = [
      ...first.text.matchAll(/^[\w-]+: shard 2\/20, (\d+) runs, 0 of them stored already; \d+ workers$/gm),
    ];
    const runs = grids.map(([, number]) => Number(number));
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.reduce((sum, number) => sum + number, 0)).toBe(runsIn(store));
    const line =
      /^(\d+)\/(\d+) .+, d \d+, \d+ documents, seed \d+, resample \d+: loss \d+\.\d{4}, \d+\.\d s/gm;
    const lines = [...first.text.matchAll(line)].map(([, done, of]) => `${done}/${of}`);
    expect(lines).toEqual(runs.flatMap((of) => Array.from({ length: of }, (_, k) => `${k + 1}/${of}`)));
    expect(first.text).toMatch(/^\d+ of \d+ runs are stored in .*shard \(\d+ MB\)$/m);
  });

  test("says what gives the tables, and writes none", () => {
    expect(first.text).toContain(
      "When all shards are in one folder, this compares the runs and writes the tables:\n" +
        `    npm run sweep -- n --preset quick --seed 1 --folder "${store}"`,
    );
    expect(first.text).not.toContain("Wrote");
  });

  test("is not trained a second time", async () => {
    const { text, code } = await sweep(...args);
    expect(code, text).toBe(0);
    for (const [, runs, stored] of text.matchAll(/(\d+) runs, (\d+) of them stored already/g))
      expect(stored).toBe(runs);
    expect(text).toContain("stored already");
    expect(text).not.toContain("loss");
  }, 30_000);
});

test("an interrupted sweep says what is kept, and goes on from there", async () => {
  const store = join(folder, "interrupted");
  const child = start("n", "--folder", store);
  const end = ended(child);
  await new Promise<void>((resolve) => {
    let text = "";
    child.stdout!.on("data", (part) => {
      text += part;
      if (/^2\/\d+ /m.test(text)) resolve();
    });
  });
  child.kill("SIGINT");
  const { code, text } = await end;
  expect(code, text).toBe(130);
  const [, runs] = /^\d+ of (\d+) runs are stored in .*interrupted$/m.exec(text) ?? [];
  expect(Number(runs), text).toBeGreaterThan(2);
  expect(text.trimEnd().split("\n").at(-1)).toBe("Stopped. The same command goes on from here.");
  const kept = runsIn(store);
  expect(kept).toBeGreaterThanOrEqual(2);
  const again = start("n", "--folder", store);
  const stopped = ended(again);
  await new Promise<void>((resolve) => {
    again.stdout!.on("data", (part) => String(part).includes("stored already") && resolve());
  });
  again.kill("SIGINT");
  expect((await stopped).text).toContain(`${runs} runs, ${kept} of them stored already`);
}, 60_000);

test.each([
  [[], "Which sweep? Choose d, n or l. Usage: npm run sweep"],
  [["x"], 'Unknown sweep "x". Choose d, n or l'],
  [["d", "--preset", "big"], 'Unknown preset "big": choose quick or full'],
  [["d", "--seed", "1.5"], "Cannot use --seed 1.5: it must be a whole number, for example --seed 7"],
  [["d", "--shard", "4/3"], "Cannot use --shard 4/3: of three shards there are 1/3, 2/3 and 3/3"],
  [["d", "--shard", "half"], "Cannot use --shard half"],
  [["d", "--workers", "0"], "Cannot use --workers 0: it must be a positive whole number"],
  [["d", "--fast"], "Unknown option --fast. Usage: npm run sweep"],
])("%j is refused with one line that helps", async (args, message) => {
  const { code, text } = await sweep(...args);
  expect(code).toBe(1);
  expect(text.trim().split("\n")).toHaveLength(1);
  expect(text).toContain(message);
});

test("a folder that cannot be used is told in one line, before anything is trained", async () => {
  const { code, text } = await sweep("n", "--folder", resolve("package.json"));
  expect(code).toBe(1);
  expect(text.trim().split("\n").at(-1)).toMatch(
    /^✗ Cannot write into .*package\.json: there is a file of this name/,
  );
  expect(existsSync(resolve("package.json"))).toBe(true);
}, 30_000);

test("--help explains the options", async () => {
  const { code, text } = await sweep("--help");
  expect(code).toBe(0);
  for (const option of ["--preset", "--seed", "--shard", "--folder", "--workers"])
    expect(text).toContain(option);
});

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grid, RunGridOptions } from "../../src/experiment";
import { randomFromText, runSeeds } from "../../src/random";
import { genesis, smallGrid } from "./small-grid";

const folder = mkdtempSync(join(tmpdir(), "reseed prozeß "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const corpus = join(folder, "genesis é.txt");
const grid: Grid = { ...smallGrid, corpus, dimensions: [8, 16, 32], seeds: runSeeds(3, 3) };

/** 8 runs, where one is enough to see what happens. */
const few: Grid = {
  ...grid,
  models: grid.models.slice(0, 1),
  dimensions: [8],
  seeds: grid.seeds.slice(0, 2),
  pairMetrics: [],
};

interface Task {
  readonly grid?: Grid;
  readonly options: Pick<RunGridOptions, "folder" | "workers" | "shard">;
  readonly tables?: string;
}

/** The arguments of Node.js for a process that runs a grid. */
const runs = ({ grid: other = grid, ...task }: Task) => [
  join(__dirname, "grid-process.mjs"),
  JSON.stringify({ grid: other, ...task }),
];

interface Ended {
  readonly text: string;
  readonly code: number | null;
  readonly signal: string | null;
}

/** Everything a process says, and how it ends. */
function ended(child: ChildProcess): Promise<Ended> {
  let text = "";
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  return new Promise((resolve) => {
    child.on("close", (code, signal) => resolve({ text, code, signal }));
  });
}

const tables = (name: string) =>
  ["runs", "pairs"].map((kind) => readFileSync(join(folder, `${name}-${kind}.csv`), "utf8"));

/** When each run in a folder was written. */
function written(name: string): Map<string, number> {
  const files = readdirSync(join(folder, name)).filter((file) => file.endsWith(".run"));
  return new Map(files.map((file) => [file, statSync(join(folder, name, file)).mtimeMs]));
}

let wholeSeconds: number;
beforeAll(async () => {
  writeFileSync(corpus, genesis.documents.map((words) => words.join(" ")).join("\n"));
  const child = spawn(
    process.execPath,
    runs({ options: { folder: join(folder, "whole"), workers: 2 }, tables: join(folder, "whole") }),
  );
  const end = ended(child);
  await new Promise((resolve) => child.stdout!.once("data", resolve));
  const began = performance.now();
  const { text, code } = await end;
  wholeSeconds = (performance.now() - began) / 1000;
  expect(code, text).toBe(0);
}, 60_000);

test("a grid killed at 20 random moments trains nothing twice, and then gives the table of one that was not", async () => {
  const random = randomFromText("moments to kill");
  const trained = (child: ChildProcess) =>
    new Promise<void>((resolve) => {
      child.stdout!.on("data", (text: string) => text.includes("trained") && resolve());
    });
  const killedRuns = runs({
    options: { folder: join(folder, "killed"), workers: 2 },
    tables: join(folder, "killed"),
  });
  mkdirSync(join(folder, "killed"));
  let before = written("killed");
  const progress = new Set<number>();
  for (let kill = 0; kill < 20; kill++) {
    const child = spawn(process.execPath, killedRuns);
    const end = ended(child);
    // Every second one dies while it starts, the others while they work.
    if (kill % 2 > 0) await Promise.race([trained(child), end]);
    await wait((1000 * random() * wholeSeconds) / 25);
    child.kill("SIGKILL");
    const { text, signal } = await end;
    expect(signal, text).toBe("SIGKILL");
    const after = written("killed");
    for (const [file, time] of before) expect(after.get(file)).toBe(time);
    before = after;
    progress.add(after.size);
  }
  expect(progress.size).toBeGreaterThan(5);

  const { text, code } = await ended(spawn(process.execPath, killedRuns));
  expect(code, text).toBe(0);
  expect(text).toContain(`started with ${before.size}\n`);
  expect(text.match(/found\n/g)).toHaveLength(before.size);
  const after = written("killed");
  for (const [file, time] of before) expect(after.get(file)).toBe(time);
  expect([...after.keys()]).toEqual([...written("whole").keys()]);
  expect(tables("killed")).toEqual(tables("whole"));
}, 60_000);

test("two processes on the same folder at once both give the table", async () => {
  const both = ["one", "two"].map((name) =>
    ended(
      spawn(
        process.execPath,
        runs({ options: { folder: join(folder, "shared"), workers: 2 }, tables: join(folder, name) }),
      ),
    ),
  );
  for (const { text, code } of await Promise.all(both)) expect(code, text).toBe(0);
  expect(tables("one")).toEqual(tables("whole"));
  expect(tables("two")).toEqual(tables("whole"));
  expect(readdirSync(join(folder, "shared")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  expect([...written("shared").keys()]).toEqual([...written("whole").keys()]);
}, 30_000);

describe("what a grid says, and keeps, when", () => {
  test.runIf(process.platform !== "win32")(
    "files may not become large enough: one clear line, and the smaller runs",
    async () => {
      const options = { folder: join(folder, "limited"), workers: 1 };
      const large: Grid = { ...few, dimensions: [8, 600] };
      // The longest run begins first: with little disk none is stored, so give the short ones a start.
      const short = await ended(spawn(process.execPath, runs({ grid: few, options })));
      expect(short.code, short.text).toBe(0);
      const limited = spawn("bash", [
        "-c",
        'ulimit -f 200; exec "$0" "$@"',
        process.execPath,
        ...runs({ grid: large, options }),
      ]);
      const { text, code } = await ended(limited);
      expect(code).toBe(1);
      expect(text).toMatch(
        /GridFailure: Cannot write .*\.run \(.* MB\): files may not become so large here \(see ulimit -f\)\. Raise the limit, then start again: \d+ of 16 runs are finished and kept in /,
      );
      expect(text).not.toContain("at ");
      expect(written("limited").size).toBe(8);
      const again = await ended(spawn(process.execPath, runs({ grid: large, options })));
      expect(again.code, again.text).toBe(0);
      expect(again.text).toContain("started with 8\n");
    },
    30_000,
  );

  // A disk of its own needs a namespace of its own, which not every machine grants.
  const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", folder]).status === 0;
  test.runIf(canMount)(
    "the disk is full: one clear line, and the finished runs",
    async () => {
      const disk = join(folder, "disk");
      mkdirSync(disk);
      const options = { folder: disk, workers: 2 };
      const commands =
        'mount -t tmpfs -o size=100k tmpfs "$0"; "$@"; ls "$0" | grep -c run; ls "$0" | grep -c tmp; ' +
        'mount -o remount,size=10m "$0"; "$@"';
      const all = spawn("unshare", [
        "-rm",
        "bash",
        "-c",
        commands,
        disk,
        process.execPath,
        ...runs({ options }),
      ]);
      const { text, code } = await ended(all);
      const [, done, of, kept, temporary] =
        /GridFailure: Cannot write .* \(0\.\d MB\): the disk is full\. Free some space, then start again: (\d+) of (\d+) runs are finished and kept in .*\n(\d+)\n(\d+)\n/.exec(
          text,
        ) ?? [];
      expect(Number(of), text).toBe(72);
      expect(Number(done)).toBeGreaterThan(0);
      expect(Number(kept)).toBeGreaterThanOrEqual(Number(done));
      expect(temporary).toBe("0");
      // Once there is room, it goes on.
      expect(text).toContain(`started with ${kept}\n`);
      expect(text.trimEnd().endsWith("finished")).toBe(true);
      expect(code).toBe(0);
    },
    30_000,
  );

  test("a run fails: which one and why, and all others", async () => {
    const options = { folder: join(folder, "diverging"), workers: 2 };
    const diverging: Grid = {
      ...few,
      models: [...few.models, { model: "negative-sampling", label: "wild", options: { learningRate: 1e30 } }],
    };
    const { text, code } = await ended(spawn(process.execPath, runs({ grid: diverging, options })));
    expect(code).toBe(1);
    expect(text).toMatch(
      /GridFailure: Cannot train wild, d = \d+, .* \(and 7 more failed\): Training diverged .* Use a smaller learning rate than 1e\+30\. 8 of 16 runs are finished and kept in .*, and are not trained again/,
    );
    expect(written("diverging").size).toBe(8);
  }, 30_000);

  test("the memory of WebAssembly is too small for a run: which one, and all others", async () => {
    const options = { folder: join(folder, "memory"), workers: 2 };
    const huge: Grid = { ...few, dimensions: [8, 20_000_000] };
    const { text, code } = await ended(spawn(process.execPath, runs({ grid: huge, options })));
    expect(code).toBe(1);
    expect(text).toMatch(
      /GridFailure: Cannot train .*, d = 20000000, .*: Cannot train with \d+ MB of memory/,
    );
    expect(written("memory").size).toBe(8);
  }, 30_000);

  test("the threads run out of memory: that they did, and all runs that did not need so much", async () => {
    const options = { folder: join(folder, "heap"), workers: 2 };
    // TensorFlow does not fit into the threads.
    const mixed: Grid = {
      ...few,
      models: [...few.models, { model: "nnlm", options: { epochs: 1 } }],
    };
    const { text, code } = await ended(
      spawn(process.execPath, ["--max-old-space-size=12", ...runs({ grid: mixed, options })]),
    );
    expect(code, text).toBe(1);
    expect(text).toMatch(
      /GridFailure: Cannot train nnlm, .* \(and 7 more failed\): its worker thread ran out of memory\. Use fewer workers/,
    );
    expect(written("heap").size).toBe(8);
  }, 60_000);

  test("its folder is a file: that it is", async () => {
    const { text, code } = await ended(spawn(process.execPath, runs({ options: { folder: corpus } })));
    expect(code).toBe(1);
    expect(text).toContain(
      `GridFailure: Cannot write into ${corpus}: there is a file of this name. Choose another folder`,
    );
  });
});

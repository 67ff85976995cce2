import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHistory } from "../../../src/kernel/protocol/history";
import { keptSessions } from "../../../src/kernel/protocol/history-store";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reseed history ü "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tail = (n: number, more = {}) => ({ hist_access_type: "tail", n, ...more });
const range = (session: number, more = {}) => ({ hist_access_type: "range", session, ...more });
const search = (pattern: string, more = {}) => ({ hist_access_type: "search", pattern, ...more });

/** A kernel that runs these cells and ends. */
async function run(...inputs: readonly string[]): Promise<void> {
  const history = createHistory({ folder });
  for (const [index, input] of inputs.entries()) history.add(index + 1, input);
  await history.close();
}

describe("the tail of the history", () => {
  test("is the last n cells, oldest first, also from kernels before", async () => {
    await run("a", "b");
    await run("c");
    const history = createHistory({ folder });
    history.add(1, "d");
    expect(await history.answer(tail(3))).toEqual([
      [1, 2, "b"],
      [2, 1, "c"],
      [3, 1, "d"],
    ]);
    expect(await history.answer(tail(100))).toHaveLength(4);
    expect(await history.answer(tail(0))).toEqual([]);
    await history.close();
  });

  test("has the outputs too if they are asked for, null without one", async () => {
    const history = createHistory({ folder });
    history.add(1, "1 + 1");
    history.setOutput(1, "2");
    history.add(2, "let x");
    const expected = [
      [1, 1, ["1 + 1", "2"]],
      [1, 2, ["let x", null]],
    ];
    expect(await history.answer(tail(2, { output: true }))).toEqual(expected);
    await history.close();
    expect(await createHistory({ folder }).answer(tail(2, { output: true }))).toEqual(expected);
  });

  test("keeps text as it was: line ends, quotes, emoji, half an emoji", async () => {
    const inputs = ['"\n"\r\n\t', "👩‍🔬", "\ud83d", "\u2028"];
    await run(...inputs);
    expect((await createHistory({ folder }).answer(tail(9))).map(([, , input]) => input)).toEqual(inputs);
  });
});

describe("a range of the history", () => {
  test("names sessions by number, by 0 for this one, or by how many before it", async () => {
    await run("a", "b", "c");
    await run("d");
    const history = createHistory({ folder });
    history.add(1, "e");
    expect(await history.answer(range(1))).toEqual([
      [1, 1, "a"],
      [1, 2, "b"],
      [1, 3, "c"],
    ]);
    expect(await history.answer(range(0))).toEqual([[3, 1, "e"]]);
    expect(await history.answer(range(3))).toEqual([[3, 1, "e"]]);
    expect(await history.answer(range(-1))).toEqual([[2, 1, "d"]]);
    expect(await history.answer(range(-2, { start: 2, stop: 3 }))).toEqual([[1, 2, "b"]]);
    expect(await history.answer(range(-7))).toEqual([]);
    expect(await history.answer(range(99))).toEqual([]);
    await history.close();
  });

  test("has the session before at -1 already before the first cell", async () => {
    await run("a");
    expect(await createHistory({ folder }).answer(range(-1))).toEqual([[1, 1, "a"]]);
  });
});

describe("a search in the history", () => {
  test("finds the cells that are like the pattern as a whole", async () => {
    await run("let x = 1", "x[0] + 2", "x.y\n+ 2", "y");
    const found = async (pattern: string) =>
      (await createHistory({ folder }).answer(search(pattern))).map(([, line]) => line);
    expect(await found("x*")).toEqual([2, 3]);
    expect(await found("*2")).toEqual([2, 3]);
    expect(await found("*x*")).toEqual([1, 2, 3]);
    expect(await found("?")).toEqual([4]);
    expect(await found("x[0]*")).toEqual([2]);
    expect(await found("x.y?+*")).toEqual([3]);
    expect(await found("")).toEqual([]);
    expect(await found("*")).toEqual([1, 2, 3, 4]);
  });

  test("can leave out what was the same before, and end after n", async () => {
    await run("a", "b", "a");
    await run("b", "a2");
    const history = createHistory({ folder });
    expect(await history.answer(search("*", { unique: true }))).toEqual([
      [1, 3, "a"],
      [2, 1, "b"],
      [2, 2, "a2"],
    ]);
    expect(await history.answer(search("a*", { n: 2 }))).toEqual([
      [1, 3, "a"],
      [2, 2, "a2"],
    ]);
  });

  test("takes no longer for a pattern full of stars", async () => {
    await run("a".repeat(5000));
    const start = performance.now();
    expect(await createHistory({ folder }).answer(search(`${"*a".repeat(40)}b`))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test.each([{}, { hist_access_type: "all" }, { hist_access_type: 3 }])(
  "a request that asks for nothing known gets nothing: %j",
  async (content) => {
    await run("a");
    expect(await createHistory({ folder }).answer(content)).toEqual([]);
  },
);

test("values of a wrong type are taken for missing", async () => {
  await run("a");
  const history = createHistory({ folder });
  expect(await history.answer({ hist_access_type: "tail", n: "many" })).toEqual([[1, 1, "a"]]);
  expect(await history.answer(range(1, { start: null, stop: null }))).toEqual([[1, 1, "a"]]);
  expect(await history.answer({ hist_access_type: "search", pattern: 7 })).toEqual([[1, 1, "a"]]);
});

describe("the files", () => {
  test("of two kernels at once stay apart", async () => {
    const kernels = Array.from({ length: 8 }, () => createHistory({ folder }));
    for (let line = 1; line <= 50; line++) {
      for (const [index, kernel] of kernels.entries()) kernel.add(line, `${index}: ${line}`);
    }
    await Promise.all(kernels.map((kernel) => kernel.close()));
    const all = await createHistory({ folder }).answer(tail(1000));
    expect(all).toHaveLength(400);
    for (const session of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const own = all.filter((entry) => entry[0] === session);
      const kernel = String(own[0]![2]).split(":")[0];
      expect(own.map(([, , input]) => input)).toEqual(own.map((_, index) => `${kernel}: ${index + 1}`));
      expect(own).toHaveLength(50);
    }
  });

  test("may end in the middle of a line, or hold what is none of ours", async () => {
    await run("a", "b");
    const [file] = readdirSync(folder);
    appendFileSync(join(folder, file!), `null\n[]\n{"line":"3","input":"x"}\n{"line":3,"input":"half a l`);
    writeFileSync(join(folder, "notes.txt"), "hello");
    mkdirSync(join(folder, "000007.jsonl"));
    expect(await createHistory({ folder }).answer(tail(10))).toEqual([
      [1, 1, "a"],
      [1, 2, "b"],
    ]);
    await run("c");
    expect((await createHistory({ folder }).answer(tail(1)))[0]).toEqual([8, 1, "c"]);
  });

  test("are made only when something was executed", async () => {
    const history = createHistory({ folder });
    await history.answer(tail(10));
    await history.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(process.platform === "win32")("are for their owner's eyes only", async () => {
    rmSync(folder, { recursive: true });
    await run("secret");
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, "000001.jsonl")).mode & 0o077).toBe(0);
  });

  test("of a long session stay small: the newest cells remain", async () => {
    const history = createHistory({ folder, characters: 1000 });
    for (let line = 1; line <= 500; line++) history.add(line, `${line} `.padEnd(20, "x"));
    await history.close();
    const file = join(folder, "000001.jsonl");
    expect(readFileSync(file, "utf8").length).toBeLessThan(6000);
    expect(readdirSync(folder)).toEqual(["000001.jsonl"]);
    for (const each of [history, createHistory({ folder })]) {
      const lines = (await each.answer(tail(30))).map(([, line]) => line);
      expect(lines).toEqual(Array.from({ length: 30 }, (_, index) => 471 + index));
    }
  });

  test("of the oldest sessions are deleted", async () => {
    for (let k = 1; k <= keptSessions.files + 10; k++) {
      writeFileSync(join(folder, `${String(k).padStart(6, "0")}.jsonl`), '{"line":1,"input":"old"}\n');
    }
    await run("new");
    const files = readdirSync(folder);
    expect(files).toHaveLength(keptSessions.files);
    expect(files).toContain("000511.jsonl");
    expect(files).not.toContain("000011.jsonl");
    expect(files).toContain("000012.jsonl");
  });
});

test("a folder that cannot be written to leaves the history in memory, and says so once", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const lines: string[] = [];
  const history = createHistory({ folder: join(file, "history"), log: (line) => lines.push(line) });
  history.add(1, "a");
  history.add(2, "b");
  await history.close();
  expect(await history.answer(tail(5))).toEqual([
    [1, 1, "a"],
    [1, 2, "b"],
  ]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^The history is kept in memory only: cannot write to .+ \(E.+\)$/);
});

test("a history without a folder is in memory", async () => {
  const history = createHistory();
  history.add(1, "a");
  expect(await history.answer(tail(5))).toEqual([[1, 1, "a"]]);
  expect(await history.answer(range(-1))).toEqual([]);
  await history.close();
});

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ended, ended } from "./project-copy";

const parameters = 'const seed: number = 1;\nconst preset: "quick" | "full" = "quick";';

interface Cell {
  readonly source: string | string[];
  readonly outputs?: readonly { readonly text?: string | string[] }[];
}

interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly seconds?: number };
}

const folder = mkdtempSync(join(tmpdir(), "reseed cours é "));
const notebooks = join(folder, "notebooks");
const out = join(folder, "out");

interface Source {
  readonly source: string;
  readonly tags?: readonly string[];
  readonly markdown?: boolean;
}

function write(name: string, cells: readonly Source[]): void {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "reseed", display_name: "TypeScript", language: "typescript" } },
    cells: cells.map(({ source, tags = [], markdown = false }, position) => ({
      id: `cell-${position}`,
      metadata: { tags },
      source,
      ...(markdown ? { cell_type: "markdown" } : { cell_type: "code", execution_count: null, outputs: [] }),
    })),
  };
  writeFileSync(join(notebooks, name), JSON.stringify(notebook));
}

function read(name: string): Notebook {
  return JSON.parse(readFileSync(join(out, name), "utf8")) as Notebook;
}

function sourceOf(cell: Cell | undefined): string {
  return [cell?.source ?? []].flat().join("");
}

function printed(notebook: Notebook): string {
  return notebook.cells
    .flatMap((cell) => cell.outputs ?? [])
    .flatMap((output) => output.text ?? [])
    .join("");
}

function startCourse(...args: readonly string[]): ChildProcess {
  const command = [resolve("src/cli/course.mjs"), ...args];
  return spawn(process.execPath, command, { env: { ...process.env, RESEED_NOTEBOOKS: notebooks } });
}

function course(...args: readonly string[]): Promise<Ended> {
  return ended(startCourse(...args));
}

beforeAll(() => {
  mkdirSync(notebooks);
  write("01-good.ipynb", [
    { source: parameters, tags: ["parameters"] },
    { source: 'console.log(preset === "quick" ? "quick" : "full", seed)' },
    { source: 'throw new Error("part of the lesson")', tags: ["raises-exception"] },
    { source: 'console.log("after the lesson\'s error")' },
    {
      source: "[next](02-throws.ipynb), [part](02-throws.ipynb#part), [web](https://example.org/x.ipynb)",
      markdown: true,
    },
  ]);
  write("02-throws.ipynb", [
    { source: parameters, tags: ["parameters"] },
    { source: 'function measure() { throw new Error("no such run") }\nmeasure()' },
    { source: 'console.log("not reached")' },
  ]);
  write("03-wrong-type.ipynb", [
    { source: parameters, tags: ["parameters"] },
    { source: "console.log(seed + 1)" },
    { source: 'const rate: number = "fast"' },
  ]);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("notebooks that run", () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await course("--only", "01", "--seed", "-7", "--preset", "full", "--out", out);
  }, 120_000);

  test("end with exit code 0 and a line with the computing time", () => {
    expect(ended.code, ended.text).toBe(0);
    expect(ended.text).toMatch(/01-good +computed in \d+\.\d s/);
  });

  test("get the given parameters in a cell after their own", () => {
    const executed = read("01-good.ipynb");
    expect(sourceOf(executed.cells[1])).toContain("const seed: number = -7;");
    expect(sourceOf(executed.cells[1])).toContain('const preset: string = "full";');
    expect(printed(executed)).toContain("full -7");
  });

  test("go on after an error that the lesson wants", () => {
    expect(printed(read("01-good.ipynb"))).toContain("after the lesson's error");
  });

  test("keep their computing time, and are written as a page in English", () => {
    expect(read("01-good.ipynb").metadata.seconds).toBeGreaterThan(0);
    const page = readFileSync(join(out, "01-good.html"), "utf8");
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("full -7");
  });

  test("lead from page to page, and from notebook to notebook", () => {
    const page = readFileSync(join(out, "01-good.html"), "utf8");
    const links = [...page.matchAll(/<a href="([^"]+)">(?:next|part|web)/g)].map(([, url]) => url);
    expect(links).toEqual(["02-throws.html", "02-throws.html#part", "https://example.org/x.ipynb"]);
    expect(sourceOf(read("01-good.ipynb").cells.at(-1))).toContain("[next](02-throws.ipynb)");
  });
});

describe("notebooks that fail", () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await course("--only", "02,03", "--out", out);
  }, 120_000);

  test("end with exit code 1", () => {
    expect(ended.code).toBe(1);
    expect(ended.text).toContain("2 of 2 notebooks failed: 02-throws, 03-wrong-type");
  });

  test("name the cell that threw, its error, and the line", () => {
    expect(ended.text).toMatch(
      /02-throws +FAILED in cell 2:\s+Error: no such run\s+at measure \(In \[2\]:1:28\)\s+> 1 \| function measure/,
    );
    expect(printed(read("02-throws.ipynb"))).not.toContain("not reached");
  });

  test("name the cell that does not pass the type check, and its error", () => {
    expect(ended.text).toMatch(/03-wrong-type +FAILED in cell 3:\s+TS2322: Type 'string' is not assignable/);
  });

  test("name the cell and its error on tslab too, which has no error messages of its own", async () => {
    const { text } = await course("--only", "02,03", "--kernel", "tslab", "--out", out);
    expect(text).toMatch(/02-throws +FAILED in cell 2:[\s\S]*Error: no such run/);
    expect(text).toMatch(/03-wrong-type +FAILED in cell 3:\s+1:7 - Type 'string' is not assignable/);
  }, 120_000);

  test("get no parameters that were not given", () => {
    expect(read("02-throws.ipynb").cells).toHaveLength(3);
  });
});

test.each([
  [["--seed", "1.5"], "Cannot use --seed 1.5: it must be a whole number"],
  [["--seed", " "], "it must be a whole number"],
  [["--preset", "big"], 'Unknown preset "big": choose quick or full'],
  [["--only", "09"], "No notebook 09: there are 01, 02, 03"],
  [["--only", "01,x"], "No notebook 0x: there are 01, 02, 03"],
  [["--out", "package.json"], "package.json: it is a file. Name a folder, for example --out results"],
  [["--seed"], "Option --seed needs a value. Usage: npm run course"],
  [["--fast"], "Unknown option --fast. Usage: npm run course"],
])("a wrong command line %j is refused in one line", async (args, message) => {
  const { code, text } = await course(...args);
  expect(code).toBe(1);
  expect(text).toContain(message);
  expect(text.trim()).not.toContain("\n");
});

test("an unknown kernel is refused with the known ones", async () => {
  const { code, text } = await course("--only", "01", "--kernel", "no-such-kernel", "--out", out);
  expect(code).toBe(1);
  expect(text).toMatch(/Unknown kernel "no-such-kernel" for 01-good.ipynb: there are .*tslab/);
}, 60_000);

test.skipIf(process.platform === "win32")(
  "a notebook that is interrupted takes its kernel with it, even one that computes",
  async () => {
    const pidFile = join(folder, "kernel pid");
    write("03-wrong-type.ipynb", [
      {
        source: `import { writeFileSync } from "fs";\nwriteFileSync(${JSON.stringify(pidFile)}, String(process.pid));\nwhile (true) {}`,
      },
    ]);
    const child = startCourse("--only", "3", "--out", out);
    const end = ended(child);
    while (!existsSync(pidFile) && child.exitCode === null) await wait(50);
    await wait(200);
    child.kill("SIGINT");
    const { code, text } = await end;
    expect(code, text).toBe(130);
    expect(text).toMatch(/Stopped\. The same command goes on from here\.$/);
    expect(() => process.kill(Number(readFileSync(pidFile, "utf8")), 0)).toThrow(/ESRCH/);
  },
  60_000,
);

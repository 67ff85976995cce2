import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { venvPython } from "../../src/cli/paths.mjs";
import { ended } from "../cli/project-copy";
import { type Cell as AnyCell, solvedCell, solvedCells, sourceOf } from "./solved-cells";

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

interface Cell extends AnyCell {
  readonly metadata: { readonly tags?: readonly string[] };
  readonly outputs?: readonly Output[];
  readonly execution_count?: number | null;
}

interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly kernelspec: { readonly name: string } };
}

interface Chart {
  readonly data: readonly object[];
  readonly layout: {
    readonly title?: { readonly text?: string };
    readonly [axis: string]: unknown;
  };
}

const plotly = "application/vnd.plotly.v1+json";
const out = resolve("out", "test", "notebooks");
const names = readdirSync("notebooks").filter((name) => name.endsWith(".ipynb"));

function read(path: string): Notebook {
  return JSON.parse(readFileSync(path, "utf8")) as Notebook;
}

function codeCells(notebook: Notebook): readonly Cell[] {
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}

/** The given representation of everything that the cells displayed. */
function displayed(cells: readonly Cell[], type: string): readonly string[] {
  return cells
    .flatMap((cell) => cell.outputs ?? [])
    .flatMap((output) => output.data?.[type] ?? [])
    .map((data) => [data].flat().join(""));
}

function chartsOf(cell: Cell): readonly Readonly<Record<string, unknown>>[] {
  return (cell.outputs ?? []).flatMap(({ data }) => (data && plotly in data ? [data] : []));
}

test("the three lessons are there", () => {
  expect(names).toEqual(
    expect.arrayContaining(["01-rotation.ipynb", "02-training-runs.ipynb", "03-alignment.ipynb"]),
  );
});

describe.each(names)("%s as committed", (name) => {
  const notebook = read(join("notebooks", name));

  test("has no outputs and no execution counts", () => {
    for (const cell of codeCells(notebook)) {
      expect(cell.outputs, cell.id).toEqual([]);
      expect(cell.execution_count, cell.id).toBeNull();
    }
  });

  test("runs on the kernel that the project registers", () => {
    expect(notebook.metadata.kernelspec.name).toBe("reseed");
  });

  test("sets seed, runs and preset, and nothing else, in its first code cell", () => {
    const [first, ...others] = codeCells(notebook);
    expect(first?.metadata.tags).toContain("parameters");
    expect(others.filter((cell) => cell.metadata.tags?.includes("parameters"))).toEqual([]);
    const statements = sourceOf(first!)
      .split("\n")
      .filter((line) => line.trim() && !line.startsWith("//"))
      .map((line) => /^const (\w+): \w+ = [^;]+;/.exec(line)?.[1] ?? line);
    expect(statements).toEqual(["seed", "runs", "preset"]);
  });

  test("has cells with names of their own", () => {
    const ids = notebook.cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has exercises, which are not answered", () => {
    const exercises = codeCells(notebook).filter((cell) => /\bcheck\(/.test(sourceOf(cell)));
    expect(exercises.length).toBeGreaterThanOrEqual(3);
    for (const cell of exercises) expect(sourceOf(cell), cell.id).toMatch(/= notYet;/);
  });
});

/** Runs a notebook as `npm run course` does, with its exercises solved at its end, and reads it as it was written. */
async function execute(name: string, folder: string, ...options: readonly string[]): Promise<Notebook> {
  const [number, source] = [name.slice(0, 2), join(folder, "with answers")];
  mkdirSync(source, { recursive: true });
  const notebook = read(join("notebooks", name));
  const cells = [...notebook.cells, ...solvedCells(number, notebook.cells)];
  writeFileSync(join(source, name), JSON.stringify({ ...notebook, cells }));
  const course = [resolve("src", "cli", "course.mjs"), "--only", number, "--preset", "quick"];
  const { code, text } = await ended(
    spawn(process.execPath, [...course, ...options, "--out", folder], {
      env: { ...process.env, RESEED_NOTEBOOKS: source },
    }),
  );
  expect(code, text).toBe(0);
  console.log(/^.*computed in.*$/m.exec(text)?.[0]);
  return read(join(folder, name));
}

function errorsOf(cells: readonly Cell[]): readonly Output[] {
  return cells
    .flatMap((cell) => cell.outputs ?? [])
    .filter((output) => output.output_type === "error" || output.name === "stderr");
}

describe.each(names)("%s executed on its kernel", (name) => {
  let cells: readonly Cell[];
  let rightAnswers: readonly Cell[];
  let wrongAnswers: readonly Cell[];
  beforeAll(async () => {
    const executed = codeCells(await execute(name, out));
    rightAnswers = executed.filter(({ id }) => id.startsWith(solvedCell.right));
    wrongAnswers = executed.filter(({ id }) => id.startsWith(solvedCell.wrong));
    cells = executed.filter((cell) => !rightAnswers.includes(cell) && !wrongAnswers.includes(cell));
  }, 600_000);

  test("has no error and nothing on stderr", () => {
    expect(errorsOf(cells)).toEqual([]);
  });

  test("shows a chart for each show()", () => {
    const showing = cells.filter((cell) => /\bshow\(/.test(sourceOf(cell)));
    expect(showing.length).toBeGreaterThanOrEqual(3);
    for (const cell of showing) {
      const calls = sourceOf(cell).match(/\bshow\(/g)?.length;
      expect(chartsOf(cell).length, cell.id).toBeGreaterThanOrEqual(calls!);
    }
  });

  test("has charts with titles and axes, that also reach those who see no chart", () => {
    for (const cell of cells) {
      for (const chart of chartsOf(cell)) {
        const { data, layout } = chart[plotly] as Chart;
        expect(data.length, cell.id).toBeGreaterThan(0);
        expect(layout.title?.text, cell.id).toMatch(/\w/);
        const axes = Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key));
        expect(axes.length, cell.id).toBeGreaterThanOrEqual(2);
        const caption = [chart["text/plain"]].flat().join("");
        expect(caption, cell.id).toMatch(/\w+ \w+/);
        const html = [chart["text/html"]].flat().join("");
        expect(/<img\b[^>]*\balt="([^"]+)"/.exec(html)?.[1], cell.id).toMatch(/\w+ \w+/);
      }
    }
  });

  test("has charts that Plotly's own schema accepts", () => {
    const script = resolve("test", "notebooks", "validate_figures.py");
    const { status, stdout, stderr } = spawnSync(venvPython, [script, join(out, name)], { encoding: "utf8" });
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toContain(`${cells.flatMap(chartsOf).length} charts checked`);
  }, 60_000);

  test("claims only what holds", () => {
    const said = displayed(cells, "text/plain");
    expect(said.filter((line) => line.startsWith("✗"))).toEqual([]);
    expect(said.filter((line) => line.startsWith("✓")).length).toBeGreaterThanOrEqual(1);
  });

  test("waits for the answers to its exercises", () => {
    const exercises = cells.filter((cell) => /\bcheck\(/.test(sourceOf(cell)));
    for (const cell of exercises) {
      const waiting = displayed([cell], "text/plain").filter((line) => line.startsWith("…"));
      expect(waiting.length, cell.id).toBeGreaterThanOrEqual(1);
    }
  });

  test("accepts every solution that it prints", () => {
    const exercises = cells.filter((cell) => /= notYet;/.test(sourceOf(cell)));
    expect(rightAnswers.map(({ id }) => id)).toEqual(exercises.map(({ id }) => solvedCell.right + id));
    for (const cell of rightAnswers) {
      expect(errorsOf([cell]), cell.id).toEqual([]);
      const said = displayed([cell], "text/plain");
      expect(said.length, cell.id).toBe(sourceOf(cell).match(/\bcheck\(/g)?.length);
      for (const line of said) expect(line, cell.id).toMatch(/^✓/);
    }
  });

  test("refuses wrong answers to its exercises", () => {
    for (const cell of wrongAnswers) {
      expect(errorsOf([cell]), cell.id).toEqual([]);
      expect(displayed([cell], "text/plain").join("\n"), cell.id).toMatch(/^✗/m);
    }
  });

  test("is a page too", () => {
    const page = readFileSync(join(out, name.replace(".ipynb", ".html")), "utf8");
    expect(page).toContain('<html lang="en">');
    expect(page.match(/<img\b[^>]*\balt="/g)?.length).toBeGreaterThanOrEqual(cells.flatMap(chartsOf).length);
  });
});

describe.each(names.filter((name) => /^0[123]/.test(name)))("%s executed on stock tslab", (name) => {
  test("has no error, shows the same charts, and claims only what holds", async () => {
    const cells = codeCells(await execute(name, join(out, "tslab"), "--kernel", "tslab"));
    expect(errorsOf(cells)).toEqual([]);
    const titles = (notebook: readonly Cell[]) =>
      notebook.flatMap(chartsOf).map((chart) => (chart[plotly] as Chart).layout.title?.text);
    expect(titles(cells)).toEqual(titles(codeCells(read(join(out, name)))));
    const own = cells.filter(({ id }) => !id.startsWith(solvedCell.wrong));
    expect(displayed(own, "text/plain").filter((line) => line.startsWith("✗"))).toEqual([]);
  }, 600_000);
});

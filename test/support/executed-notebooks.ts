import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { withoutMarkup } from "../../src/charts/plotly-text";
import { jupyterEnv } from "../../src/cli/jupyter-env.mjs";
import { out, root, venvPython } from "../../src/cli/paths.mjs";

export interface ExecutedNotebook {
  /** Without its ending. Both name.ipynb and name.html lie in the folder. */
  readonly name: string;
  /** Titles of its charts, in order, as plain text. */
  readonly titles: readonly string[];
}

const PLOTLY = "application/vnd.plotly.v1+json";

/** Cells that show a chart of each kind of trace, one of them moving, and a table. */
const SMALL = [
  `const seed: number = 1;
const runs: number = 4;
const preset: string = "quick";`,
  `import { cosineHistogram, differencesBetweenRuns, rotatingRun, setUpNotebook, show, showTable } from "reseed";
await setUpNotebook({ seed: seed, runs: runs, preset: preset });`,
  `show(cosineHistogram([{ name: "raw", values: [0, 0.2] }, { name: "aligned", values: [0.8, 0.9] }], "Cosines"));`,
  `show(differencesBetweenRuns([[0, 0.2], [0.2, 0]], [[0], [1]], "predictions"));
showTable([{ word: "king", count: 2540 }], { caption: "One word" });`,
  `const model = (k: number) => ({
  angle: k,
  positions: [[Math.cos(k), Math.sin(k)], [-Math.sin(k), Math.cos(k)]],
  loss: 4,
  lossStretched: 4 + Math.sin(k) ** 2,
});
show(rotatingRun(["king", "queen"], [0, 1, 2, 3].map(model)));`,
];

/** Fills a folder with notebooks that were really executed: the lessons, if a test has left them, or else a small one. */
export function executedNotebooks(folder: string): ExecutedNotebook[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const lessons = join(out, "test", "notebooks");
  const left = existsSync(lessons) ? readdirSync(lessons).filter((file) => file.endsWith(".ipynb")) : [];
  for (const file of left) {
    copyFileSync(join(lessons, file), join(folder, file));
    copyFileSync(
      join(lessons, file.replace(".ipynb", ".html")),
      join(folder, file.replace(".ipynb", ".html")),
    );
  }
  if (left.length === 0) execute("small", SMALL, folder);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => ({ name: file.replace(".ipynb", ""), titles: titles(join(folder, file)) }));
}

function execute(name: string, cells: readonly string[], folder: string): void {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "reseed", display_name: "TypeScript", language: "typescript" } },
    cells: cells.map((source, k) => ({
      cell_type: "code",
      id: `cell-${k}`,
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
  };
  const path = join(folder, `${name}.ipynb`);
  writeFileSync(path, JSON.stringify(notebook));
  const script = join(root, "src", "cli", "run_notebook.py");
  const { status, stdout, stderr } = spawnSync(venvPython, [script, path, folder, "{}"], {
    encoding: "utf8",
    env: jupyterEnv(),
  });
  if (status !== 0) throw new Error(`The notebook could not be executed: ${stdout}${stderr}`);
}

function titles(path: string): string[] {
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as {
    cells: { outputs?: { data?: Record<string, unknown> }[] }[];
  };
  return cells
    .flatMap((cell) => cell.outputs ?? [])
    .flatMap(({ data }) => {
      const chart = data?.[PLOTLY] as { layout: { title: { text: string } } } | undefined;
      return chart === undefined ? [] : [withoutMarkup(chart.layout.title.text)];
    });
}

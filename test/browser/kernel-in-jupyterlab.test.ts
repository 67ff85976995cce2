import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { notebooks, out } from "../../src/cli/paths.mjs";
import { openPage, startBrowser } from "../support/browser";
import { type JupyterServer, startJupyter } from "../support/jupyter-server";
import { type LabNotebook, newInLab, openInLab } from "../support/lab-notebook";

// In the project, so that notebooks find its library.
const folder = join(out, "test", "jupyterlab");
const SIZE = { viewport: { width: 1200, height: 900 } };

/** What the functions below use of the page. */
declare const getComputedStyle: (element: unknown) => { readonly color: string };
interface PageComm {
  onMsg: (message: { readonly content: { readonly data: unknown } }) => void;
  open(data: object): void;
  send(data: object): void;
}
interface PageKernel {
  createComm(target: string): PageComm;
}
declare const jupyterapp: {
  readonly shell: {
    readonly currentWidget: {
      readonly sessionContext: { readonly session: { readonly kernel: PageKernel } };
    };
  };
};

let browser: Browser;
let jupyter: JupyterServer;
beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  [browser, jupyter] = await Promise.all([startBrowser(), startJupyter(folder)]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await jupyter.stop();
});

interface StoredCell {
  readonly cell_type: string;
  readonly execution_count?: number | null;
  readonly outputs?: readonly { readonly output_type: string; readonly data?: Record<string, unknown> }[];
}
interface StoredNotebook {
  readonly cells: readonly StoredCell[];
  readonly metadata: Record<string, unknown>;
}

function stored(file: string): StoredNotebook {
  return JSON.parse(readFileSync(join(folder, file), "utf8"));
}

function store(file: string, notebook: StoredNotebook): void {
  const kernelspec = { name: "reseed", display_name: "TypeScript", language: "typescript" };
  const metadata = { ...notebook.metadata, kernelspec };
  writeFileSync(
    join(folder, file),
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, ...notebook, metadata }),
  );
}

function notebookOf(sources: readonly string[]): StoredNotebook {
  const cells = sources.map((source, k) => ({
    ...{ cell_type: "code", id: `cell-${k}`, source },
    ...{ execution_count: null, metadata: {}, outputs: [] },
  }));
  return { cells, metadata: {} };
}

/** Shows what a chart says of the point under the pointer, as only a live one does. */
async function hoverText(chart: Locator): Promise<string> {
  await chart.locator(".points path.point").first().hover({ force: true });
  const text = chart.locator(".hoverlayer .hovertext");
  await text.first().waitFor();
  return (await text.allTextContents()).join(" ");
}

test("the first notebook runs from top to bottom, without an error and with all its charts", async () => {
  const lesson = JSON.parse(readFileSync(join(notebooks, "01-rotation.ipynb"), "utf8")) as StoredNotebook;
  store("01-rotation.ipynb", lesson);
  const { page } = await openPage(browser, SIZE);
  const notebook = await openInLab(page, jupyter, "01-rotation.ipynb");
  await notebook.menu("Run", "Run All Cells");

  const codeCells = lesson.cells.filter((cell) => cell.cell_type === "code").length;
  const last = notebook.at(codeCells - 1);
  await last.cell.scrollIntoViewIfNeeded();
  await expect.poll(last.count).not.toBe("");
  // Also if it is never reached, the star goes.
  await expect.poll(last.count, { timeout: 150_000 }).not.toBe("*");
  await notebook.idle();
  await page.keyboard.press("ControlOrMeta+S");
  const outputs = () => stored("01-rotation.ipynb").cells.flatMap((cell) => cell.outputs ?? []);
  await expect.poll(() => outputs().length).toBeGreaterThan(5);
  const ran = stored("01-rotation.ipynb").cells.filter((cell) => cell.cell_type === "code");
  expect(ran.map((cell) => cell.execution_count)).toEqual(ran.map((_, k) => k + 1));
  expect(outputs().filter((output) => output.output_type === "error")).toEqual([]);

  const charts = outputs().filter((output) => "application/vnd.plotly.v1+json" in (output.data ?? {}));
  expect(charts.length).toBeGreaterThan(2);
  await expect.poll(() => page.locator(".js-plotly-plot .gtitle").count()).toBe(charts.length);
  await page.context().close();
}, 240_000);

describe("in a new notebook", { timeout: 30_000 }, () => {
  let lab: LabNotebook;
  beforeAll(async () => {
    const { page } = await openPage(browser, SIZE);
    lab = await newInLab(page, jupyter);
  }, 60_000);
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    await lab.page.screenshot({ path: join(out, "test", "jupyterlab.png") });
    // What it left running would keep the others waiting.
    await lab.stop();
  }, 30_000);
  afterAll(() => lab.page.context().close());

  const completions = () => lab.page.locator(".jp-Completer:not(.lm-mod-hidden) .jp-Completer-match");

  async function complete(code: string): Promise<string[]> {
    await lab.write(code);
    await lab.page.locator(".jp-mod-completer-enabled").first().waitFor();
    await lab.pressUntil("Tab", completions().first());
    return completions().allTextContents();
  }

  test("the launcher shows the kernel's picture", async () => {
    await lab.menu("File", "New Launcher");
    const picture = lab.page.locator('.jp-LauncherCard[title="TypeScript"] img').first();
    await picture.waitFor();
    const width = await picture.evaluate(
      (image) => (image as unknown as { naturalWidth: number }).naturalWidth,
    );
    expect(width).toBeGreaterThan(0);
    await lab.page.locator(".lm-TabBar-tab.lm-mod-current .lm-TabBar-tabCloseIcon").last().click();
    await lab.page.locator(".jp-LauncherCard").first().waitFor({ state: "detached" });
  });

  test("a cell shows its value, and what it prints", async () => {
    const { count, output } = await lab.run('console.log("printed");\n[1, 2, 3].map((x) => x ** 2)');
    expect(await count()).toBe("1");
    expect(await output()).toMatch(/^printed\n+\[ 1, 4, 9 \]\n*$/);
  });

  test("code is coloured as TypeScript", async () => {
    const { cell } = await lab.run("interface Point { readonly x: number }");
    // In JavaScript, these are no words of the language.
    const words = cell.locator(".cm-line span");
    await expect
      .poll(() => words.allTextContents())
      .toEqual(expect.arrayContaining(["interface", "readonly"]));
  });

  test("Tab lists the members that the type checker knows, and Enter takes one", async () => {
    expect(await complete('"abc".toUpp')).toEqual(["toUpperCase"]);
    await lab.page.keyboard.press("Enter");
    await lab.page.keyboard.insertText("()");
    await lab.page.keyboard.press("Shift+Enter");
    const cell = lab.at((await lab.page.locator(".jp-CodeCell").count()) - 2);
    expect(await cell.ended()).toContain("'ABC'");
  });

  test("Tab knows the names of earlier cells, and their members", async () => {
    await lab.run('const lexicon = new Map([["king", 2540]]);');
    expect(await complete("lexi")).toEqual(["lexicon"]);
    const members = await complete("lexicon.");
    expect(members).toEqual(expect.arrayContaining(["get", "has", "size"]));
    await lab.page.keyboard.press("Escape");
  });

  test("Shift-Tab shows signature and documentation", async () => {
    await lab.run(`/** How often a word occurs. @param word in lower case */
function frequency(word: string): number {
  return lexicon.get(word) ?? 0;
}`);
    await lab.write("frequency(");
    const tooltip = lab.page.locator(".jp-Tooltip");
    await lab.pressUntil("Shift+Tab", tooltip);
    const said = expect.poll(() => tooltip.textContent());
    await said.toContain("function frequency(word: string): number");
    await said.toContain("How often a word occurs.");
    await said.toMatch(/word\W+in lower case/);
    await lab.page.keyboard.press("Escape");
  });

  test("Tab completes while a cell runs; the Stop button ends the cell and keeps all variables", async () => {
    const endless = await lab.start("let kept = 7;\nwhile (true) {}");
    await expect.poll(endless.count).toBe("*");
    expect(await complete("lexicon.ge")).toEqual(["get"]);
    await lab.page.keyboard.press("Escape");
    await lab.stop();
    expect(await endless.ended()).toMatch(/Interrupted: The cell was stopped/);
    expect(await (await lab.run("kept++")).output()).toBe("7");
  });

  test("the Stop button ends a cell that waits for nothing", async () => {
    const waiting = await lab.start("await new Promise(() => {});");
    await expect.poll(waiting.count).toBe("*");
    await lab.stop();
    expect(await waiting.ended()).toMatch(/Interrupted: The cell was stopped/);
    expect(await (await lab.run("kept")).output()).toBe("8");
  });

  describe("a question", () => {
    const box = (question: string) =>
      lab.page.locator(".jp-Stdin", { hasText: question }).locator("input.jp-Stdin-input");
    const answer = async (question: string, text: string) => {
      await box(question).fill(text);
      await box(question).press("Enter");
    };

    test("by prompt() and confirm() shows a box, and what is typed answers it", async () => {
      const asking = await lab.start('const who = prompt("Your name?");\n[who, confirm("Sure?")]');
      await answer("Your name?", "Ada Å 😀");
      await answer("Sure?", "y");
      expect(await asking.ended()).toContain("[ 'Ada Å 😀', true ]");
    });

    test("by promptPassword() hides what is typed", async () => {
      const asking = await lab.start('promptPassword("Secret?")?.length');
      expect(await box("Secret?").getAttribute("type")).toBe("password");
      await answer("Secret?", "geheim");
      const shown = await asking.ended();
      expect(shown).toMatch(/^6$/m);
      expect(shown).not.toContain("geheim");
    });

    test("can be left with the Stop button", async () => {
      const asking = await lab.start('prompt("Nobody answers");');
      await box("Nobody answers").waitFor();
      await lab.stop();
      expect(await asking.ended()).toMatch(/Interrupted: The cell was stopped/);
      expect(await (await lab.run("who")).output()).toBe("'Ada Å 😀'");
    });
  });

  test("a Plotly figure is an interactive chart", async () => {
    const { cell } = await lab.run(
      'display({ data: [{ x: [1, 2], y: [3, 5], mode: "markers" }], layout: { title: { text: "Two points" } } });',
    );
    const chart = cell.locator(".js-plotly-plot");
    await expect.poll(() => chart.locator(".gtitle").textContent()).toBe("Two points");
    expect(await hoverText(chart)).toMatch(/1.*3/);
  });

  test("show() of the library draws its figure interactive", async () => {
    const { cell } = await lab.run(`import { cosineHistogram, setUpNotebook, show } from "reseed";
await setUpNotebook({ seed: 1, runs: 4, preset: "quick" });
show(cosineHistogram([{ name: "raw", values: [0, 0.2] }, { name: "aligned", values: [0.8, 0.9] }], "Cosines"));`);
    await cell.locator(".js-plotly-plot .gtitle").waitFor();
    expect(await cell.locator(".js-plotly-plot .modebar-btn").count()).toBeGreaterThan(2);
  });

  test("an error in types shows the place and TypeScript's number, and the cell does not run", async () => {
    const { cell, output } = await lab.run('console.log("it ran");\nconst n: number = "three";');
    expect(await output()).toMatch(/TS2322: Type 'string' is not assignable to type 'number'/);
    expect(await output()).toMatch(/In \[\d+\]:2:7\n.*1 \|.*\n.*> 2 \| const n: number = "three";\n.*\^/);
    expect(await output()).not.toMatch(/^it ran/m);
    const name = cell.locator(".jp-OutputArea-output span", { hasText: "TS2322" });
    const [, red, green, blue] = /(\d+), (\d+), (\d+)/.exec(
      await name.evaluate((element) => getComputedStyle(element).color),
    )!;
    expect(Number(red)).toBeGreaterThan(2 * Math.max(Number(green), Number(blue)));
  });

  test("an error of a timer appears under the cell that started it", async () => {
    const timer = await lab.run('setTimeout(() => { throw new RangeError("too late"); }, 50);');
    await expect.poll(timer.output).toContain("RangeError: too late");
    await expect.poll(timer.output).toMatch(/> 1 \| setTimeout/);
  });

  test("an output with a name is replaced where it stands", async () => {
    const shown = await lab.run('const handle = display("before", { id: "box" });');
    expect(await shown.output()).toBe("'before'");
    const other = await lab.run(
      'handle.update("between");\ndisplay.html("<b>after</b>", { id: "box", update: true });',
    );
    await expect.poll(shown.output).toBe("after");
    expect(await other.output()).toBe("");
  });

  test("clearOutput() removes what the cell has shown", async () => {
    const { output } = await lab.run(
      'console.log("old");\ndisplay("old");\nclearOutput({ wait: true });\nconsole.log("new");',
    );
    expect(await output()).toBe("new\n");
    expect(await (await lab.run('console.log("old");\nclearOutput();')).output()).toBe("");
  });

  test("the page and a cell talk over a comm", async () => {
    await lab.run(`jupyter.registerTarget("doubling", (comm, data) => {
  comm.send({ opened: data.by });
  comm.onMessage = (message) => comm.send({ doubled: 2 * message.value });
});`);
    const said = await lab.page.evaluate(() => {
      const comm = jupyterapp.shell.currentWidget.sessionContext.session.kernel.createComm("doubling");
      const heard: unknown[] = [];
      return new Promise<unknown[]>((resolve) => {
        comm.onMsg = ({ content }) => {
          heard.push(content.data);
          if (heard.length === 1) comm.send({ value: 21 });
          else resolve(heard);
        };
        comm.open({ by: "the page" });
      });
    });
    expect(said).toEqual([{ opened: "the page" }, { doubled: 42 }]);
  });

  test("the notebook can be saved as a script in TypeScript", async () => {
    await lab.page.keyboard.press("ControlOrMeta+S");
    // The first time, it asks for a name.
    await lab.page.locator(".jp-Dialog-button.jp-mod-accept").click();
    await expect.poll(() => stored("Untitled.ipynb").metadata).toHaveProperty("language_info");
    const script = await fetch(jupyter.address("nbconvert/script/Untitled.ipynb"));
    expect(script.headers.get("content-type")).toBe("text/typescript; charset=utf-8");
    expect(await script.text()).toContain("interface Point { readonly x: number }");
    const download = await fetch(`${jupyter.address("nbconvert/script/Untitled.ipynb")}&download=true`);
    expect(download.headers.get("content-disposition")).toContain("Untitled.ts");
  });

  test("Restart forgets the variables and counts from 1", async () => {
    await lab.menu("Kernel", "Restart Kernel…");
    await lab.page.locator(".jp-Dialog-button.jp-mod-warn").click();
    await lab.page.locator(".jp-Dialog").waitFor({ state: "detached" });
    await lab.idle();
    const { count, output } = await lab.run("kept");
    expect(await count()).toBe("1");
    expect(await output()).toContain("TS2304: Cannot find name 'kept'.");
    expect(await (await lab.run("const kept = 1;\nkept")).output()).toBe("1");
  });
});

test("cells that wait behind an error do not run", async () => {
  const sources = [
    'const before = "ran";\nbefore',
    'throw new Error("no further");',
    'console.log("ran too");',
  ];
  store("queue.ipynb", notebookOf(sources));
  const { page } = await openPage(browser, SIZE);
  const notebook = await openInLab(page, jupyter, "queue.ipynb");
  await notebook.menu("Run", "Run All Cells");
  expect(await notebook.at(1).ended()).toContain("Error: no further");
  await notebook.idle();
  await expect.poll(notebook.at(2).count).toBe("");
  expect(await notebook.at(2).output()).toBe("");
  expect(await notebook.at(0).output()).toBe("'ran'");
  await page.context().close();
}, 60_000);

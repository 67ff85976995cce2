import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { JupyterServer } from "./jupyter-server";

/** A code cell as it stands in the page. */
export interface LabCell {
  readonly cell: Locator;
  /** Its execution count: "3", "*" while it runs or waits, "" before. */
  count(): Promise<string>;
  /** The text of its outputs, of those that are drawn too. */
  output(): Promise<string>;
  /** Waits until the cell is neither running nor waiting, and returns what it shows. */
  ended(timeout?: number): Promise<string>;
}

/** A notebook that is open in JupyterLab, with the keys and buttons its user has. */
export interface LabNotebook {
  readonly page: Page;
  /** The code cell at a place, counted from 0. */
  at(place: number): LabCell;
  /** Writes into the last cell, in place of what it holds. */
  write(code: string): Promise<LabCell>;
  /** Writes into the last cell and runs it, which adds an empty one below. Does not wait for its end. */
  start(code: string): Promise<LabCell>;
  /** Writes a cell, runs it, and waits until it has ended. */
  run(code: string): Promise<LabCell>;
  /** Presses a key until something shows: the front end itself gives up on an answer that takes long. */
  pressUntil(key: string, shown: Locator): Promise<void>;
  /** Chooses an item of the main menu. */
  menu(name: string, item: string): Promise<void>;
  stop(): Promise<void>;
  /** Waits until the kernel is there and has nothing to do. */
  idle(): Promise<void>;
}

export function labNotebook(page: Page): LabNotebook {
  const cells = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell");
  const at = (place: number): LabCell => cellAt(cells.nth(place));
  const editor = () => cells.last().locator(".cm-content");
  const text = async () => (await editor().locator(".cm-line").allTextContents()).join("\n");
  const write = async (code: string): Promise<LabCell> => {
    await editor().click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Backspace");
    await expect.poll(text).toBe("");
    // Not key by key: the editor would indent and complete.
    await page.keyboard.insertText(code);
    await expect.poll(text).toBe(code);
    return at((await cells.count()) - 1);
  };
  const start = async (code: string): Promise<LabCell> => {
    const written = await write(code);
    const before = await cells.count();
    await page.keyboard.press("Shift+Enter");
    await expect.poll(() => cells.count()).toBe(before + 1);
    return written;
  };
  return {
    page,
    at,
    write,
    start,
    run: async (code) => {
      const started = await start(code);
      await started.ended();
      return started;
    },
    pressUntil: async (key, shown) => {
      for (let attempt = 1; ; attempt++) {
        await page.keyboard.press(key);
        try {
          await shown.waitFor({ timeout: 3000 });
          return;
        } catch (error) {
          if (attempt === 5) throw error;
        }
      }
    },
    menu: async (name, item) => {
      await page.locator(".lm-MenuBar-itemLabel", { hasText: new RegExp(`^${name}$`) }).click();
      await page.locator(".lm-Menu-itemLabel", { hasText: new RegExp(`^${item}$`) }).click();
    },
    stop: () => page.locator('[data-command="notebook:interrupt-kernel"]').click(),
    idle: async () => {
      // A notebook without a kernel counts as idle too.
      await page.locator('.jp-Toolbar-kernelName[aria-label="TypeScript"]').waitFor({ timeout: 60_000 });
      await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor({ timeout: 60_000 });
    },
  };
}

/** Opens a notebook of the server's folder. */
export async function openInLab(page: Page, jupyter: JupyterServer, file: string): Promise<LabNotebook> {
  // A workspace each: JupyterLab opens again what was open in the last one.
  await page.goto(jupyter.address(`lab/workspaces/${file.replace(/\W/g, "-")}/tree/${file}`));
  const notebook = labNotebook(page);
  await notebook.idle();
  return notebook;
}

/** Makes a new notebook with the kernel, as its user does: by the launcher. */
export async function newInLab(page: Page, jupyter: JupyterServer): Promise<LabNotebook> {
  await page.goto(jupyter.address("lab/workspaces/new"));
  await page.locator('.jp-LauncherCard[data-category="Notebook"][title="TypeScript"]').click();
  const notebook = labNotebook(page);
  await notebook.idle();
  return notebook;
}

function cellAt(cell: Locator): LabCell {
  const count = async () =>
    ((await cell.locator(".jp-InputPrompt").textContent()) ?? "").replace(/[[\]:\s]/g, "");
  const output = async () =>
    (await cell.locator(".jp-OutputArea-output").allTextContents()).join("\n").replace(/\u00a0/g, " ");
  return {
    cell,
    count,
    output,
    ended: async (timeout = 20_000) => {
      await expect.poll(count, { timeout }).toMatch(/^\d+$/);
      return output();
    },
  };
}

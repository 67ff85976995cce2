import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { out } from "../../src/cli/paths.mjs";
import { openPage, startBrowser } from "../support/browser";
import { executedNotebooks } from "../support/executed-notebooks";
import { type JupyterServer, startJupyter } from "../support/jupyter-server";

const folder = join(out, "test", "browser");
const notebooks = executedNotebooks(folder);

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
afterAll(() => browser.close());

/** The titles of the interactive charts in the page, in its order. Where Plotly breaks a line it has no space. */
async function chartTitles(page: Page): Promise<string[]> {
  return (await page.locator(".js-plotly-plot .gtitle").allTextContents()).map(withoutSpaces);
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, "");
}

/** Errors that have to do with what a notebook shows, and not only with the front end itself. */
function notItsOwn(errors: readonly string[]): string[] {
  return errors.filter((error) => {
    const frames = error.split("\n").filter((line) => /^\s*at /.test(line));
    return !(
      frames.length > 0 &&
      frames.every((line) => /\/static\/(lab|notebook)\/|<anonymous>|Promise[.]all/.test(line))
    );
  });
}

describe("with real front ends", () => {
  let jupyter: JupyterServer;
  beforeAll(async () => {
    jupyter = await startJupyter(folder);
  }, 120_000);
  afterAll(() => jupyter.stop());

  describe.each([
    // A workspace each: JupyterLab opens again what was open in the last one.
    ["JupyterLab", (name: string) => `lab/workspaces/${name}/tree`],
    ["Notebook 7", () => "notebooks"],
  ] as const)("%s", (_, path) => {
    test.each(notebooks)(
      "shows every chart of $name, interactive, with its title",
      async ({ name, titles }) => {
        const { page, errors } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
        await page.goto(jupyter.address(`${path(name)}/${name}.ipynb`));
        await page.locator(".jp-NotebookPanel-notebook, .jp-Notebook").first().waitFor({ timeout: 60_000 });
        expect(titles.length).toBeGreaterThan(2);
        await expect
          .poll(() => chartTitles(page), { timeout: 60_000, interval: 500 })
          .toHaveLength(titles.length);
        expect(await chartTitles(page)).toEqual(titles.map(withoutSpaces));
        for (const title of await page.locator(".js-plotly-plot .gtitle").all()) {
          await title.scrollIntoViewIfNeeded();
          expect(await title.isVisible()).toBe(true);
        }
        expect(notItsOwn(errors)).toEqual([]);
        await page.context().close();
      },
      120_000,
    );
  });
});

describe("the page made of a notebook, opened without a network,", () => {
  test.each(notebooks)(
    "shows every chart of $name, interactive",
    async ({ name, titles }) => {
      const { page, errors } = await openPage(browser);
      await page.context().route(/^https?:/, (route) => route.abort());
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
      await expect.poll(() => chartTitles(page), { timeout: 30_000 }).toHaveLength(titles.length);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test.each(notebooks)(
    "shows every chart of $name as a picture with a text if scripts do not run",
    async ({ name, titles }) => {
      const { page } = await openPage(browser, { javaScriptEnabled: false });
      await page.context().route(/^https?:/, (route) => route.abort());
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
      const pictures = await page.locator("figure img").all();
      expect(pictures).toHaveLength(titles.length);
      for (const picture of pictures) {
        expect(await picture.isVisible()).toBe(true);
        expect(await picture.getAttribute("alt")).toMatch(/\w+ \w+.*\d/);
        expect(
          await picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
        ).toBe(760);
      }
      await page.context().close();
    },
    60_000,
  );
});

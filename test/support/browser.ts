import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findBrowser } from "../../src/cli/find-browser.mjs";

/** Starts the browser of this machine, without a window. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("There is no browser: install Chromium, or set CHROMIUM");
  // Chromium refuses to run as root with its sandbox, as in most containers.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

/** A page, and what went wrong in it: exceptions, and errors on the console that are not about the network. */
export interface WatchedPage {
  readonly page: Page;
  readonly errors: readonly string[];
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const page = await (await browser.newContext(options)).newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error.stack)));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/Failed to load resource|net::ERR/.test(text)) errors.push(text);
  });
  return { page, errors };
}

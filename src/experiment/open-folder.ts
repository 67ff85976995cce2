import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { WriteFailure } from "./write-safely";

const ABANDONED_AFTER = 3_600_000;

/**
 * Makes a folder if there is none, and removes what processes that were killed while they wrote left
 * behind in it: unfinished files that are over an hour old. Younger ones may belong to a process that is at work.
 *
 * @throws WriteFailure if the operating system refuses
 */
export function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) {
      if (!name.endsWith(".tmp")) continue;
      const path = join(folder, name);
      const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      if (written !== undefined && Date.now() - written > ABANDONED_AFTER) rmSync(path, { force: true });
    }
  } catch (error) {
    throw new WriteFailure(`into ${folder}`, error as NodeJS.ErrnoException);
  }
}

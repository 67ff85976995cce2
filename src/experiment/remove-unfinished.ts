import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryMark } from "./temporary-mark";

/** Removes what a thread of this process that has ended left half written in a folder. */
export function removeUnfinished(folder: string, threadId: number): void {
  // A test, or a user, may have removed the folder already.
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.includes(temporaryMark(threadId))) rmSync(join(folder, name), { force: true });
  }
}

import { writeSync } from "node:fs";

/** Writes a line for whoever started the front end. `process.stderr` would end up in a notebook. */
export function log(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody listens.
  }
}

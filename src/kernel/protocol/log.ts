import { writeSync } from "node:fs";

/** Lines in a period, and its length in milliseconds: somebody who sends rubbish must not fill a disk. */
const MOST_LINES = 100;
const PERIOD = 60_000;
const LONGEST = 2000;

let began = 0;
let lines = 0;

/** Writes a line for whoever started the front end. `process.stderr` would end up in a notebook. */
export function log(line: string): void {
  const now = Date.now();
  if (now - began > PERIOD) {
    if (lines > MOST_LINES) write(`${lines - MOST_LINES} more lines were left out`);
    began = now;
    lines = 0;
  }
  lines++;
  if (lines <= MOST_LINES) write(line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line);
}

function write(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody listens.
  }
}

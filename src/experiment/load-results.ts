import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readTable } from "./read-table";
import type { TableRow } from "./write-table";

/** The tables of full experiments that come with reseed, found from here so that the folder one works in does not matter. */
export const RESULTS = join(__dirname, "..", "..", "data", "results");

/**
 * A table of results that comes with reseed: of experiments that take hours. The first line of its file, in
 * data/results, says which command makes it again.
 *
 * @param name for example "dimension-full-pairs"
 * @throws Error if there is no such table; the message names those that there are
 * @example
 * ```ts
 * loadResults("weather"); // throws /no table of results "weather"/
 * ```
 */
export function loadResults(name: string): TableRow[] {
  const path = join(RESULTS, `${name}.csv`);
  if (!existsSync(path)) {
    const files = existsSync(RESULTS) ? readdirSync(RESULTS) : [];
    const known = files.filter((file) => file.endsWith(".csv")).map((file) => file.slice(0, -4));
    throw new Error(
      `There is no table of results "${name}" in ${RESULTS}. There are: ${known.join(", ") || "none"}`,
    );
  }
  return readTable(path);
}

/** The command that a table of results says it was made with; undefined if there is no such table. */
export function resultsCommand(name: string): string | undefined {
  const path = join(RESULTS, `${name}.csv`);
  if (!existsSync(path)) return undefined;
  return /(?<=^# ).*/.exec(readFileSync(path, "utf8"))?.[0];
}

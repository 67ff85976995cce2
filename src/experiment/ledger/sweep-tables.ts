import { loadResults, resultsCommand } from "../load-results";
import { runGrid } from "../run-grid";
import { sweepCommand, sweeps } from "../sweeps";
import type { TableRow } from "../write-table";
import type { StudyOptions } from "./study";

/**
 * The tables of the first experiment of a sweep, by the end of their names: those that come with reseed if they are of
 * the same preset and seed. Otherwise the sweep is run, and what it has stored is not trained again.
 *
 * @param letter of the sweep
 * @param kinds the tables that are needed
 */
export async function sweepTables<Kind extends string>(
  letter: string,
  kinds: readonly Kind[],
  { preset, seed, ...options }: StudyOptions,
): Promise<Readonly<Record<Kind, readonly TableRow[]>>> {
  const { grid, tables } = sweeps[letter]!(preset, seed)[0]!;
  const name = (kind: string) => `${grid.name}-${kind}`;
  const command = sweepCommand(letter, preset, seed);
  if (kinds.every((kind) => resultsCommand(name(kind)) === command)) {
    return recordOf(kinds, (kind) => loadResults(name(kind)));
  }
  const result = await runGrid(grid, options);
  const all: Readonly<Record<string, readonly TableRow[]>> = {
    runs: result.runs,
    pairs: result.pairs,
    ...(await tables?.(result)),
  };
  return recordOf(kinds, (kind) => all[kind]!);
}

function recordOf<Kind extends string, T>(kinds: readonly Kind[], value: (kind: Kind) => T): Record<Kind, T> {
  return Object.fromEntries(kinds.map((kind) => [kind, value(kind)])) as Record<Kind, T>;
}

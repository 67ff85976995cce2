import { existsSync, readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import type { Diagnostic } from "typescript/unstable/sync";

/** A file that cannot be read or parsed, an option that does not exist, or a value that it cannot have. */
const CODES: ReadonlySet<number> = new Set([5012, 5014, 5023, 5024, 5025, 5083, 6046, 18000]);
const LAST_OF_SYNTAX = 1999;

/**
 * What is wrong with a tsconfig.json, for the notebook's user; undefined if nothing is that a cell could suffer from.
 *
 * @param config its path
 * @param diagnostics TypeScript's of the configuration
 */
export function configProblem(config: string, diagnostics: readonly Diagnostic[]): string | undefined {
  const [first, ...more] = diagnostics.filter(({ code }) => code <= LAST_OF_SYNTAX || CODES.has(code));
  if (first === undefined) return undefined;
  const { fileName } = first;
  // One that is not there is the kernel's own, which extends this one.
  const place =
    fileName !== undefined && existsSync(fileName) ? `${fileName}:${lineOf(fileName, first.pos)}` : config;
  const others = more.length > 0 ? ` (and ${more.length} more)` : "";
  return (
    `${relative(dirname(config), place)}: ${first.text}${others}\n` +
    "TypeScript could not use all of this file, so cells may be checked with other options than it says.\n"
  );
}

function lineOf(file: string, position: number): number {
  return readFileSync(file, "utf8").slice(0, Math.max(0, position)).split("\n").length;
}

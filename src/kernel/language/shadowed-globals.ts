import type MagicString from "magic-string";
import type { Program } from "oxc-parser";
import { freeReferences } from "./free-references";

/** A name that looks the same on the screen, and is no global's. */
export function invisible(name: string): string {
  return `${name}\u200d`;
}

/**
 * Gives another name to the variables of cells that are called like something of JavaScript or Node. The script scope is
 * seen by all modules: after `const URL = "…"` or `const process = 1`, `fetch` and half of npm would fail.
 *
 * @param names what this cell declares
 * @param earlier what earlier cells declared that is called like something of JavaScript or Node
 * @returns what is in this list after this cell
 */
export function rename(
  text: MagicString,
  program: Program,
  names: readonly string[],
  earlier: readonly string[],
): readonly string[] {
  const shadowed = [...new Set([...earlier, ...names.filter((name) => name in globalThis)])];
  // At the top level of a module `arguments` does not exist; in the function of a cell it would.
  const wanted = [...shadowed, "arguments"].filter((name) => text.original.includes(name));
  if (wanted.length === 0) return shadowed;
  const declarations = new Set(program.body.map(functionId));
  for (const { name, start, end, isShorthand } of freeReferences(program, new Set(wanted))) {
    if (declarations.has(start)) continue;
    if (isShorthand) text.appendLeft(end, `: ${invisible(name)}`);
    else text.update(start, end, invisible(name));
  }
  return shadowed;
}

/** Where the name of a function declaration begins: it is taken away when the declaration becomes an assignment. */
function functionId(statement: Program["body"][number]): number | undefined {
  const isExport =
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
  const declaration = isExport ? statement.declaration : statement;
  return declaration?.type === "FunctionDeclaration" ? declaration.id?.start : undefined;
}

import type { ImportDeclaration, Program } from "oxc-parser";
import { freeReferences } from "./free-references";
import { walk } from "./walk";

/** How a cell uses an imported name: in what runs, only in types, or not at all. */
export type ImportUse = "value" | "type" | "unused";

/**
 * @param javascript the cell without types
 * @param typescript the cell with types
 */
export function importUses(javascript: Program, typescript: Program): ReadonlyMap<string, ImportUse> {
  const names = new Set(
    javascript.body
      .filter((each): each is ImportDeclaration => each.type === "ImportDeclaration")
      .flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name)),
  );
  if (names.size === 0) return new Map();
  const uses = new Map<string, ImportUse>([...names].map((name) => [name, "unused"]));
  walk(typescript, (node) => {
    if (node.type === "ImportDeclaration") return false;
    if (node.type === "Identifier" && names.has(node.name)) uses.set(node.name, "type");
    return true;
  });
  for (const { name } of freeReferences(javascript, names)) uses.set(name, "value");
  return uses;
}

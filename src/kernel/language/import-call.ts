import type { ImportAttribute, ImportDeclaration, ModuleExportName, Program } from "oxc-parser";
import { freeReferences } from "./free-references";
import { KERNEL } from "./to-javascript";
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

/**
 * What an import declaration becomes: an assignment from CellHelpers.names.
 *
 * @param spelled the variable for an imported name
 */
export function importCall(
  { specifiers, source, attributes }: ImportDeclaration,
  uses: ReadonlyMap<string, ImportUse>,
  spelled: (name: string) => string,
): string {
  const pairs = attributes.map(({ key, value }) => `${JSON.stringify(nameOf(key))}: ${value.raw}`);
  const options = pairs.length === 0 ? "" : `, { with: { ${pairs.join(", ")} } }`;
  if (specifiers.length === 0) return `await ${KERNEL}.import(${source.raw}${options});`;
  const wanted = specifiers.map((each) => ({
    key: JSON.stringify(exportedName(each)),
    local: each.local.name,
  }));
  const targets = wanted.map(({ key, local }) => `${key}: ${spelled(local)}`).join(", ");
  const kinds = wanted.map(({ key, local }) => `${key}: "${uses.get(local)!}"`).join(", ");
  return `({ ${targets} } = await ${KERNEL}.names(${source.raw}, { ${kinds} }${options}));`;
}

function exportedName(specifier: ImportDeclaration["specifiers"][number]): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.type === "ImportNamespaceSpecifier" ? "*" : nameOf(specifier.imported);
}

function nameOf(key: ModuleExportName | ImportAttribute["key"]): string {
  return key.type === "Identifier" ? key.name : String(key.value);
}

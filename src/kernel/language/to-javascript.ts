import MagicString from "magic-string";
import type { Class, ImportDeclaration, TSImportEqualsDeclaration } from "oxc-parser";
import type { CellProgram } from "./parse-cell";
import { stripTypes, type TranslationSettings } from "./strip-types";

/** What the scripts of cells call the kernel. The last character is invisible, so no name of a user's is the same. */
export const KERNEL = "$\u200d";
/** The cell that a `try` began in. */
export const OWNER = "$owner\u200d";
/** The resources that the top level of a cell has declared with `using`. */
export const RESOURCES = "$using\u200d";

/** A source map as @jridgewell/remapping reads it. */
export type MapLayer = object;

export interface JavaScript {
  readonly code: string;
  /** From `code` to the cell as written: what stands first was made last. */
  readonly maps: readonly MapLayer[];
  /** Whether the top level declares resources to be disposed of, and whether that has to be awaited. */
  readonly resources: "none" | "sync" | "async";
}

export interface JavaScriptOptions extends Partial<TranslationSettings> {
  /** The name of the cell in source maps. */
  readonly fileName: string;
}

/** JavaScript for a cell, in which declarations, imports and exports still stand as they are. */
export function toJavaScript(cell: CellProgram, options: JavaScriptOptions): JavaScript {
  const { text, resources } = simplified(cell, options.legacyDecorators === true);
  const source = text.hasChanged() ? text.toString() : cell.source;
  const stripped = stripTypes(source, cell, { ...options, kind: "cell" });
  const maps: MapLayer[] = [stripped.map];
  if (text.hasChanged()) maps.push(text.generateDecodedMap({ hires: true, source: options.fileName }));
  if (cell.literal) maps.push(parenthesesMap(cell.source, cell.literal, options.fileName));
  return { code: stripped.code, maps, resources };
}

function parenthesesMap(
  source: string,
  literal: NonNullable<CellProgram["literal"]>,
  fileName: string,
): MapLayer {
  const { start, end, opening } = literal;
  const inner = source.slice(start + opening.length, end + opening.length);
  const written = source.slice(0, start) + inner + source.slice(end + opening.length + 1);
  const text = new MagicString(written).appendLeft(start, opening).appendRight(end, ")");
  return text.generateDecodedMap({ hires: true, source: fileName });
}

/** Rewrites what the transformers refuse, or would translate for a module with no later cells. */
function simplified(cell: CellProgram, legacyDecorators: boolean) {
  const text = new MagicString(cell.source);
  let resources: JavaScript["resources"] = "none";
  if (cell.hashbang) text.remove(cell.hashbang.start, cell.hashbang.end);
  for (const statement of cell.body) {
    const isExport =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
    const declaration = isExport ? statement.declaration : statement;
    switch (declaration?.type) {
      case "ImportDeclaration":
        if (isOfTypes(declaration)) text.remove(statement.start, statement.end);
        break;
      case "TSImportEqualsDeclaration":
        importEquals(text, declaration, statement.start);
        break;
      case "TSExportAssignment":
        text.update(declaration.start, declaration.expression.start, "export default ");
        break;
      case "ClassDeclaration":
        if (!legacyDecorators && declaration.decorators.length > 0 && declaration.id)
          decoratedClass(text, declaration, declaration.id.name, statement.start);
        break;
      case "VariableDeclaration": {
        if (declaration.kind !== "using" && declaration.kind !== "await using") break;
        const isAwaited = declaration.kind === "await using";
        if (resources !== "async") resources = isAwaited ? "async" : "sync";
        text.update(declaration.start, declaration.declarations[0]!.start, "const ");
        for (const { init } of declaration.declarations) {
          if (!init) continue;
          text.appendLeft(init.start, `${RESOURCES}.${isAwaited ? "a" : "u"}(`).appendRight(init.end, ")");
        }
      }
    }
  }
  return { text, resources };
}

function isOfTypes({ importKind, specifiers }: ImportDeclaration): boolean {
  const isType = (each: (typeof specifiers)[number]) =>
    each.type === "ImportSpecifier" && each.importKind === "type";
  return importKind === "type" || (specifiers.length > 0 && specifiers.every(isType));
}

function importEquals(text: MagicString, declaration: TSImportEqualsDeclaration, start: number): void {
  const { id, moduleReference } = declaration;
  if (declaration.importKind === "type") {
    text.remove(start, declaration.end);
    return;
  }
  text.update(start, id.start, "const ");
  if (moduleReference.type === "TSExternalModuleReference") return;
  // The namespace may hold only types, and then has no value to read.
  const [root, ...inner] = text.original.slice(moduleReference.start, moduleReference.end).split(/\s*\.\s*/);
  const value = [root, ...inner].join("?.");
  text.update(
    moduleReference.start,
    moduleReference.end,
    `typeof ${root} === "undefined" ? void 0 : ${value}`,
  );
}

/** `@d class K {}` becomes `const K = @d class K {};`: the decorated class has the name, also after a transformer's work. */
function decoratedClass(text: MagicString, declaration: Class, name: string, start: number): void {
  const first = Math.min(start, declaration.decorators[0]!.start);
  text.appendLeft(first, `const ${name} = `).appendRight(declaration.end, ";");
  if (start < declaration.start) text.remove(start, declaration.start);
  if (!declaration.abstract) return;
  const afterDecorators = Math.max(start, declaration.decorators.at(-1)!.end);
  const keyword = text.original.indexOf("abstract", Math.max(afterDecorators, declaration.start));
  text.remove(keyword, keyword + "abstract".length);
  for (const member of declaration.body.body)
    if (member.type.startsWith("TSAbstract")) text.remove(member.start, member.end);
}

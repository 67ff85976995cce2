import type { Node, Program } from "oxc-parser";
import { isFunction, patternNames, walk } from "./walk";

export type CellNameKind =
  | "let"
  | "const"
  | "var"
  | "function"
  | "class"
  | "enum"
  | "const enum"
  | "namespace"
  | "import"
  | "interface"
  | "type"
  | "type import";

/** A name that a cell declares for later cells. */
export interface CellName {
  readonly name: string;
  readonly kind: CellNameKind;
  /** Whether the cell says `export`, which changes nothing. */
  readonly exported: boolean;
}

const TYPE_KINDS: ReadonlySet<CellNameKind> = new Set(["interface", "type", "type import"]);

/**
 * What a cell declares at its top level, `var` in blocks included, in the order of the source. A name that is several
 * things (an interface and a class, say) is listed as each of them. What `declare` only promises is left out.
 */
export function cellNames(program: Program): readonly CellName[] {
  const names = new Map<string, CellName>();
  const exportedLater = new Set<string>();
  const add = (name: string, kind: CellNameKind, exported: boolean) => {
    if (!names.has(`${kind} ${name}`)) names.set(`${kind} ${name}`, { name, kind, exported });
  };
  for (const statement of program.body) {
    if (statement.type === "ExportNamedDeclaration" && !statement.source) {
      for (const { local } of statement.specifiers)
        if (local.type === "Identifier") exportedLater.add(local.name);
    }
    const isExport =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
    const declaration = isExport ? statement.declaration : statement;
    if (declaration) addDeclared(declaration, (name, kind) => add(name, kind, isExport));
  }
  return [...names.values()].map((each) =>
    exportedLater.has(each.name) ? { ...each, exported: true } : each,
  );
}

/** The names among them that have a value when the cell runs. */
export function valueNames(names: readonly CellName[]): readonly string[] {
  return [...new Set(names.filter(({ kind }) => !TYPE_KINDS.has(kind)).map(({ name }) => name))];
}

function addDeclared(statement: Node, add: (name: string, kind: CellNameKind) => void): void {
  if ("declare" in statement && statement.declare) return;
  switch (statement.type) {
    case "VariableDeclaration": {
      const kind = statement.kind === "let" || statement.kind === "var" ? statement.kind : "const";
      for (const { id } of statement.declarations) for (const name of patternNames(id)) add(name, kind);
      break;
    }
    case "FunctionDeclaration":
      if (statement.id) add(statement.id.name, "function");
      return;
    case "ClassDeclaration":
      if (statement.id) add(statement.id.name, "class");
      return;
    case "TSEnumDeclaration":
      add(statement.id.name, statement.const ? "const enum" : "enum");
      return;
    case "TSModuleDeclaration": {
      let { id } = statement;
      while (id.type === "TSQualifiedName") id = id.left as typeof id;
      if (id.type === "Identifier") add(id.name, "namespace");
      return;
    }
    case "TSInterfaceDeclaration":
      add(statement.id.name, "interface");
      return;
    case "TSTypeAliasDeclaration":
      add(statement.id.name, "type");
      return;
    case "TSImportEqualsDeclaration":
      add(statement.id.name, statement.importKind === "type" ? "type import" : "import");
      return;
    case "ImportDeclaration":
      for (const specifier of statement.specifiers) {
        const isType =
          statement.importKind === "type" ||
          (specifier.type === "ImportSpecifier" && specifier.importKind === "type");
        add(specifier.local.name, isType ? "type import" : "import");
      }
      return;
  }
  walk(statement, (node) => {
    if (isFunction(node) || node.type === "ClassDeclaration" || node.type === "ClassExpression") return false;
    if (node.type === "TSModuleDeclaration") return false;
    if (node.type === "VariableDeclaration" && node.kind === "var" && !node.declare) {
      for (const { id } of node.declarations) for (const name of patternNames(id)) add(name, "var");
    }
    return true;
  });
}

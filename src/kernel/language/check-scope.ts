import {
  type BindingName,
  type ImportClause,
  isBindingElement,
  isBlock,
  isCaseBlock,
  isCatchClause,
  isClassDeclaration,
  isClassLikeDeclaration,
  isEnumDeclaration,
  isForInStatement,
  isForOfStatement,
  isForStatement,
  isFunctionDeclaration,
  isFunctionLikeDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isInterfaceDeclaration,
  isModuleBlock,
  isModuleDeclaration,
  isNamespaceImport,
  isSourceFile,
  isTypeAliasDeclaration,
  isVariableDeclarationList,
  isVariableStatement,
  type Node,
  NodeFlags,
  type SourceFile,
  type Statement,
  type VariableDeclarationList,
} from "typescript/unstable/ast";
import type { CellName, CellNameKind } from "./cell-names";

export interface ScopeName {
  readonly name: string;
  readonly kind: CellNameKind | "parameter" | "type parameter";
}

/** What statements declare for the code beside them, as far as they have been written. */
export function declaredNames(statements: readonly Statement[]): readonly ScopeName[] {
  return statements.flatMap((statement): readonly ScopeName[] => {
    if (isVariableStatement(statement)) return variables(statement.declarationList);
    if (isFunctionDeclaration(statement)) return named(statement.name, "function");
    if (isClassDeclaration(statement)) return named(statement.name, "class");
    if (isEnumDeclaration(statement)) return named(statement.name, "enum");
    if (isInterfaceDeclaration(statement)) return named(statement.name, "interface");
    if (isTypeAliasDeclaration(statement)) return named(statement.name, "type");
    if (isModuleDeclaration(statement)) return named(statement.name, "namespace");
    if (isImportEqualsDeclaration(statement)) return named(statement.name, "import");
    if (isImportDeclaration(statement)) return imports(statement.importClause);
    return [];
  });
}

/** What code seems to declare at its top level: what it declares at the start of a line. */
export function likelyNames(code: string): readonly CellName[] {
  return Array.from(code.matchAll(AT_LINE_START), ([, kind, name]) => ({
    name: name!,
    kind: kind as CellNameKind,
    exported: false,
  }));
}

const AT_LINE_START =
  /^(?:export\s+)?(?:abstract\s+|async\s+)?(let|const|var|function|class|enum|namespace|interface|type)\b[\s*]+([\p{ID_Start}_$][\p{ID_Continue}$]*)/gmu;

/** What the part of a file from `start` on declares at its top level: the names of a cell that nobody has parsed. */
export function topLevelNames(source: SourceFile, start: number): readonly CellName[] {
  const statements = source.statements.filter((each) => each.getStart(source) >= start);
  return declaredNames(statements).map(({ name, kind }) => ({
    name,
    kind: kind as CellNameKind,
    exported: false,
  }));
}

/** The names that code at a node can use without an import, innermost first, except for what is global. */
export function namesInScope(node: Node | undefined): readonly ScopeName[] {
  const names = new Map<string, ScopeName>();
  for (let at = node; at; at = at.parent) {
    for (const each of namesOf(at)) if (!names.has(each.name)) names.set(each.name, each);
  }
  return [...names.values()];
}

function namesOf(node: Node): readonly ScopeName[] {
  if (isSourceFile(node) || isBlock(node) || isModuleBlock(node)) return declaredNames(node.statements);
  if (isCaseBlock(node)) return node.clauses.flatMap(({ statements }) => declaredNames(statements));
  if (isFunctionLikeDeclaration(node)) {
    return [
      ...node.parameters.flatMap(({ name }) => bound(name, "parameter")),
      ...typeParameters(node),
      ...("name" in node && node.name && isIdentifier(node.name) ? named(node.name, "function") : []),
    ];
  }
  if (isClassLikeDeclaration(node)) return [...named(node.name, "class"), ...typeParameters(node)];
  if (isInterfaceDeclaration(node) || isTypeAliasDeclaration(node)) return typeParameters(node);
  if (isForStatement(node) || isForOfStatement(node) || isForInStatement(node)) {
    const { initializer } = node;
    return initializer && isVariableDeclarationList(initializer) ? variables(initializer) : [];
  }
  if (isCatchClause(node)) return node.variableDeclaration ? bound(node.variableDeclaration.name, "let") : [];
  return [];
}

function variables({ declarations, flags }: VariableDeclarationList): readonly ScopeName[] {
  const kind = flags & NodeFlags.Const ? "const" : flags & NodeFlags.Let ? "let" : "var";
  return declarations.flatMap(({ name }) => bound(name, kind));
}

function bound(name: BindingName | undefined, kind: ScopeName["kind"]): readonly ScopeName[] {
  if (name === undefined) return [];
  if (isIdentifier(name)) return named(name, kind);
  return name.elements.flatMap((element) => (isBindingElement(element) ? bound(element.name, kind) : []));
}

function imports(clause: ImportClause | undefined): readonly ScopeName[] {
  const bindings = clause?.namedBindings;
  const elements = bindings && (isNamespaceImport(bindings) ? [bindings] : bindings.elements);
  return [clause, ...(elements ?? [])].flatMap((each) => named(each?.name, "import"));
}

function typeParameters(node: {
  readonly typeParameters?: readonly { readonly name: Node }[];
}): readonly ScopeName[] {
  return (node.typeParameters ?? []).flatMap(({ name }) => named(name, "type parameter"));
}

/** A name that is still missing is an empty identifier. */
function named(name: Node | undefined, kind: ScopeName["kind"]): readonly ScopeName[] {
  return name && isIdentifier(name) && name.text !== "" ? [{ name: name.text, kind }] : [];
}

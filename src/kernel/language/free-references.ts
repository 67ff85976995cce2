import type { Node, Program } from "oxc-parser";
import { children, isFunction, patternNames, walk } from "./walk";

/** An identifier that means the top-level name it is spelled like. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is also a property's key, as in `{ name }`. */
  readonly isShorthand: boolean;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Where a program in JavaScript uses or declares some of its top-level names, in all scopes that do not declare the
 * same name again.
 */
export function freeReferences(program: Program, names: ReadonlySet<string>): readonly Reference[] {
  const references: Reference[] = [];

  function add(node: Node, hidden: ReadonlySet<string>, isShorthand: boolean): void {
    if (node.type !== "Identifier" || !names.has(node.name) || hidden.has(node.name)) return;
    references.push({ name: node.name, start: node.start, end: node.end, isShorthand });
  }

  function visit(node: Node, hidden: ReadonlySet<string>): void {
    switch (node.type) {
      case "Identifier":
        add(node, hidden, false);
        return;
      case "MemberExpression":
        visit(node.object, hidden);
        if (node.computed) visit(node.property, hidden);
        return;
      case "Property":
        if (node.shorthand) {
          const target = node.value.type === "AssignmentPattern" ? node.value.left : node.value;
          add(target, hidden, true);
          if (node.value.type === "AssignmentPattern") visit(node.value.right, hidden);
          return;
        }
        if (node.computed) visit(node.key, hidden);
        visit(node.value, hidden);
        return;
      case "MethodDefinition":
      case "PropertyDefinition":
        if (node.computed) visit(node.key, hidden);
        if (node.value) visit(node.value, hidden);
        return;
      case "LabeledStatement":
        visit(node.body, hidden);
        return;
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
      case "ImportDeclaration":
        return;
      case "ExportNamedDeclaration":
        if (node.declaration) visit(node.declaration, hidden);
        return;
      case "FunctionDeclaration":
        if (node.id) add(node.id, hidden, false);
        break;
      case "ClassDeclaration":
      case "ClassExpression": {
        // In its own body a class's name means the class, whatever happens to the outer name.
        const inner = node.id ? without(hidden, [node.id.name]) : hidden;
        for (const child of children(node)) if (child !== node.id) visit(child, inner);
        return;
      }
    }
    const inner = without(hidden, declaredBy(node));
    for (const child of children(node)) {
      if (node.type === "FunctionDeclaration" && child === node.id) continue;
      visit(child, inner);
    }
  }

  function without(hidden: ReadonlySet<string>, declared: readonly string[]): ReadonlySet<string> {
    const more = declared.filter((name) => names.has(name));
    return more.length === 0 ? hidden : new Set([...hidden, ...more]);
  }

  for (const statement of program.body) visit(statement, NOTHING);
  return references;
}

/** The names that a node declares for what is in it. */
function declaredBy(node: Node): string[] {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      const params = node.params.flatMap((each) => {
        const pattern = each.type === "RestElement" ? each.argument : each;
        return pattern.type === "TSParameterProperty" ? [] : patternNames(pattern);
      });
      const own = node.type === "FunctionExpression" && node.id ? [node.id.name] : [];
      const given = node.type === "ArrowFunctionExpression" ? [] : ["arguments"];
      return [...params, ...own, ...given, ...(node.body ? varNames(node.body) : [])];
    }
    case "StaticBlock":
      return [...lexicalNames(node.body), ...node.body.flatMap(varNames)];
    case "BlockStatement":
      return lexicalNames(node.body);
    case "SwitchStatement":
      return lexicalNames(node.cases.flatMap((each) => each.consequent));
    case "ForStatement":
      return node.init ? lexicalNames([node.init]) : [];
    case "ForInStatement":
    case "ForOfStatement":
      return lexicalNames([node.left]);
    case "CatchClause":
      return node.param ? patternNames(node.param) : [];
    default:
      return [];
  }
}

function lexicalNames(statements: readonly Node[]): string[] {
  return statements.flatMap((each) => {
    if (each.type === "VariableDeclaration" && each.kind !== "var")
      return each.declarations.flatMap(({ id }) => patternNames(id));
    return (each.type === "FunctionDeclaration" || each.type === "ClassDeclaration") && each.id
      ? [each.id.name]
      : [];
  });
}

function varNames(body: Node): string[] {
  const names: string[] = [];
  walk(body, (node) => {
    if (node !== body && (isFunction(node) || node.type === "StaticBlock")) return false;
    if (node.type === "VariableDeclaration" && node.kind === "var")
      for (const { id } of node.declarations) names.push(...patternNames(id));
    return true;
  });
  return names;
}

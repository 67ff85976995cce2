import type MagicString from "magic-string";
import type { ExportDefaultDeclaration, Node, Program, Statement, VariableDeclaration } from "oxc-parser";
import { importCall, importUses } from "./import-call";
import { invisible } from "./shadowed-globals";
import { KERNEL, OWNER } from "./to-javascript";
import { isFunction, patternNames, walk } from "./walk";

export interface TopLevel {
  /** The names that later cells see. */
  readonly names: ReadonlySet<string>;
  /** Those that go by another name. */
  readonly shadowed: ReadonlySet<string>;
  /** Whether the last expression is what the cell returns. */
  readonly hasResult: boolean;
}

/** Where a declaration stands: on a line of its own, in a block, or in the head of a loop, `for (…;…;…)` or `for (… of …)`. */
type Place = "line" | "statement" | "head" | "each";

/**
 * Turns the declarations of a module's top level into assignments, its imports into calls, and its last expression into
 * what the function around it returns. Functions and imports go to the start.
 *
 * @param text the code of `program`, which is edited
 * @param typescript the same cell with its types
 * @returns the names to declare in the function: those that only a transformer knows; and whether it has to be async
 */
export function assignTopLevel(
  text: MagicString,
  program: Program,
  typescript: Program,
  { names, shadowed, hasResult }: TopLevel,
): { readonly locals: readonly string[]; readonly isAsync: boolean } {
  const locals = new Set<string>();
  const seen = new Set<Node>();
  let isAsync = false;
  const uses = importUses(program, typescript);
  const spelled = (name: string) => (shadowed.has(name) ? invisible(name) : name);
  const called = hasResult ? lastExpression(program) : undefined;
  const firstToRun = program.body.find((each) => !isHoisted(each, names))?.start ?? text.original.length;

  for (const statement of program.body) {
    if (statement === called) continue;
    rewrite(statement);
    if (statement.start > firstToRun && isHoisted(statement, names)) {
      text.appendLeft(statement.end, "\n").move(statement.start, statement.end, firstToRun);
    }
  }
  if (called) returned(called);
  walkTopLevel(program);
  return { locals: [...locals], isAsync };

  function rewrite(statement: Statement): void {
    switch (statement.type) {
      case "ImportDeclaration":
        isAsync = true;
        text.update(statement.start, statement.end, importCall(statement, uses, spelled));
        return;
      case "ExportAllDeclaration":
        isAsync = true;
        text.update(statement.start, statement.end, `await ${KERNEL}.import(${statement.source.raw});`);
        return;
      case "ExportNamedDeclaration":
        if (statement.declaration) {
          text.remove(statement.start, statement.declaration.start);
          rewrite(statement.declaration as Statement);
        } else if (statement.source) {
          isAsync = true;
          text.update(statement.start, statement.end, `await ${KERNEL}.import(${statement.source.raw});`);
        } else text.remove(statement.start, statement.end);
        return;
      case "ExportDefaultDeclaration":
        exportedDefault(statement);
        return;
      case "FunctionDeclaration":
        if (!names.has(statement.id!.name)) return;
        // Without a name of its own, or it would go on seeing itself after `fib = memoise(fib)`.
        text.remove(statement.id!.start, statement.id!.end);
        assignedNamed(statement.id!.name, statement.start, statement.end);
        text.appendLeft(statement.end, ";");
        return;
      case "ClassDeclaration":
        if (!names.has(statement.id!.name)) return;
        text
          .prependRight(statement.start, `${spelled(statement.id!.name)} = `)
          .appendLeft(statement.end, ";");
        return;
      case "VariableDeclaration":
        seen.add(statement);
        assigned(statement, "line");
    }
  }

  /** Assigns a function or class so that it gets its name, also where the variable's is another. */
  function assignedNamed(name: string, start: number, end: number): void {
    if (!shadowed.has(name)) text.prependRight(start, `${name} = `);
    else text.prependRight(start, `${spelled(name)} = { ${name}: `).appendLeft(end, ` }.${name}`);
  }

  function exportedDefault(statement: ExportDefaultDeclaration): void {
    const { declaration } = statement;
    const isNamed =
      (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") &&
      declaration.id;
    text.remove(statement.start, declaration.start);
    if (isNamed) rewrite(declaration as Statement);
    else text.prependRight(declaration.start, "(").appendLeft(declaration.end, ");");
  }

  function returned(statement: Statement): void {
    const value =
      statement.type === "ExportDefaultDeclaration"
        ? statement.declaration
        : statement.type === "ExpressionStatement"
          ? statement.expression
          : statement;
    if (value.start > statement.start) text.remove(statement.start, value.start);
    text.prependRight(value.start, "return (").appendLeft(value.end, ")");
  }

  function assigned(declaration: VariableDeclaration, place: Place): void {
    const declared = declaration.declarations.flatMap(({ id }) => patternNames(id));
    if (!declared.some((name) => names.has(name))) return;
    for (const name of declared) if (!names.has(name)) locals.add(name);
    text.remove(declaration.start, declaration.declarations[0]!.start);
    for (const [k, { id, init, start, end }] of declaration.declarations.entries()) {
      if (place === "line" && k > 0) text.update(declaration.declarations[k - 1]!.end, start, ";\n");
      if (!init) {
        if (declaration.kind !== "var" && place === "line") text.appendLeft(end, " = void 0");
        // "for (async of …)" is not allowed.
        if (place === "each" && id.type === "Identifier" && id.name === "async")
          text.prependRight(start, "(").appendLeft(end, ")");
      } else if (place === "line" && id.type === "Identifier") {
        // So that the line begins with the value in the source map, as V8 has it for declarations.
        text.remove(start, init.start);
        if (isAnonymous(init)) assignedNamed(id.name, init.start, init.end);
        else text.prependRight(init.start, `${spelled(id.name)} = `);
      } else if (id.type === "ObjectPattern") text.prependRight(start, "(").appendLeft(end, ")");
    }
  }

  /** What is not in a function: `var` in blocks and heads of loops, and `await`; and what needs the kernel anywhere. */
  function walkTopLevel(node: Node, inFunction = false): void {
    walk(node, (each) => {
      if (each !== node && isFunction(each)) {
        walkTopLevel(each, true);
        return false;
      }
      if (each.type === "ImportDeclaration") return false;
      if (each.type === "MetaProperty" && each.meta.name === "import")
        text.update(each.start, each.end, `${KERNEL}.meta`);
      if (each.type === "ImportExpression" && each.phase === null)
        text.update(each.start, each.start + "import".length, `${KERNEL}.import`);
      if (each.type === "AwaitExpression") {
        text
          .appendRight(each.start, `(${KERNEL}.isOver(${KERNEL}.owner(), `)
          .appendRight(each.argument.start, `${KERNEL}.waits(`)
          .prependLeft(each.end, `)) ? await ${KERNEL}.never() : ${KERNEL}.value())`);
      }
      if (each.type === "TryStatement" && each.handler && awaits(each.block)) {
        // What is rejected after the cell was stopped must not be caught.
        text
          .appendRight(each.start, `{ const ${OWNER} = ${KERNEL}.owner(); `)
          .appendLeft(
            each.handler.body.start + 1,
            ` if (${KERNEL}.isOver(${OWNER})) await ${KERNEL}.never();`,
          )
          .prependLeft(each.end, " }");
      }
      if (each.type === "ForOfStatement" && each.await && each.body.type === "BlockStatement")
        text.appendLeft(
          each.body.start + 1,
          ` if (${KERNEL}.isOver(${KERNEL}.owner())) await ${KERNEL}.never();`,
        );
      if (isResourceHelper(each)) text.update(each.start, each.end, `${KERNEL}.using`);
      if (inFunction) return true;
      if (each.type === "AwaitExpression" || (each.type === "ForOfStatement" && each.await)) isAsync = true;
      if (each.type === "StaticBlock") {
        for (const child of each.body) walkTopLevel(child, true);
        return false;
      }
      if (each.type === "ForInStatement" || each.type === "ForOfStatement") nested(each.left, "each");
      else if (each.type === "ForStatement") nested(each.init, "head");
      else if (each.type === "VariableDeclaration") nested(each, "statement");
      return true;
    });
  }

  function nested(declaration: Node | null, place: Place): void {
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "var" || seen.has(declaration))
      return;
    seen.add(declaration);
    assigned(declaration, place);
  }
}

/** The statement whose value the cell returns. swc puts declarations of its own after it. */
function lastExpression(program: Program): Statement | undefined {
  return program.body.findLast(
    (each): each is Statement =>
      each.type === "ExpressionStatement" || each.type === "ExportDefaultDeclaration",
  );
}

/** Whether the function around a node awaits in it. */
function awaits(node: Node): boolean {
  let found = false;
  walk(node, (each) => {
    if (each.type === "AwaitExpression" || (each.type === "ForOfStatement" && each.await)) found = true;
    return !found && !isFunction(each);
  });
  return found;
}

function isAnonymous(value: Node): boolean {
  if (value.type === "ArrowFunctionExpression") return true;
  return (value.type === "FunctionExpression" || value.type === "ClassExpression") && !value.id;
}

/** How oxc's transformer calls what `using` in a block or function needs. */
function isResourceHelper(node: Node): boolean {
  return (
    node.type === "MemberExpression" &&
    node.object.type === "Identifier" &&
    node.object.name === "babelHelpers" &&
    node.property.type === "Identifier" &&
    node.property.name === "usingCtx"
  );
}

function isHoisted(statement: Statement, names: ReadonlySet<string>): boolean {
  const isExport =
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
  const declaration = isExport ? statement.declaration : statement;
  if (declaration?.type === "ImportDeclaration") return true;
  return (
    declaration?.type === "FunctionDeclaration" && declaration.id !== null && names.has(declaration.id.name)
  );
}

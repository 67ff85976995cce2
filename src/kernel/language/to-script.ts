import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import MagicString from "magic-string";
import { parseSync } from "oxc-parser";
import { assignTopLevel } from "./assign-top-level";
import { type CellName, cellNames, valueNames } from "./cell-names";
import type { CellProgram } from "./parse-cell";
import { parseCell } from "./parse-cell";
import { remapping } from "./remapping";
import { invisible, rename } from "./shadowed-globals";
import type { TranslationSettings } from "./strip-types";
import { KERNEL, RESOURCES, toJavaScript } from "./to-javascript";

/** A cell that is ready to run. */
export interface CellScript {
  /** What to declare, each with a script of its own (`let name;`), before `code` is compiled, unless it has been declared. */
  readonly names: readonly string[];
  /** An expression: a strict function, to be called with `this` undefined and CellHelpers. */
  readonly code: string;
  /** Whether the function is async. */
  readonly isAsync: boolean;
  /** Whether the function returns the value of the cell's last expression. */
  readonly hasResult: boolean;
  /** Source map version 3 from `code` to the cell, as JSON. */
  readonly map: string;
  /** For the next cell's `shadowed`. */
  readonly shadowed: readonly string[];
}

/** What `await x` needs to know whether its cell was stopped: `isOver(owner(), await waits(x)) ? await never() : value()`. */
export interface AwaitHelpers {
  /** The cell that the code belongs to. */
  owner(): number;
  /** The value itself, or a promise that never settles if the cell was stopped before. */
  waits(value: unknown): unknown;
  /** Whether the cell was stopped while it waited. */
  isOver(owner: number, value?: unknown): boolean;
  never(): Promise<never>;
  /** What isOver was called with. */
  value(): unknown;
}

/** What the function of a cell is called with. */
export interface CellHelpers extends AwaitHelpers {
  /** `import(…)` as seen from the notebook. */
  import(specifier: string, options?: ImportCallOptions): Promise<object>;
  /**
   * The exports that an import declaration names; `*` stands for all of them. How a name is used in the cell tells what
   * may be missing: a name used as a "value" may not; if all are used as a "type", the whole module may be.
   */
  names(
    specifier: string,
    wanted: Readonly<Record<string, "value" | "type" | "unused">>,
    options?: ImportCallOptions,
  ): Promise<Record<string, unknown>>;
  /** `import.meta`. */
  readonly meta: object;
  /** Holds what `using` declares until it is disposed of. */
  using(): ResourceStack;
}

export interface ResourceStack {
  /** Adds the value of `using`. */
  u<T>(resource: T): T;
  /** Adds the value of `await using`. */
  a<T>(resource: T): T;
  /** What the block threw. */
  e?: unknown;
  /** Disposes of everything, and throws what was thrown on the way. The promise is of importance if `a` was called. */
  d(): Promise<void> | undefined;
}

export interface CellOptions extends Partial<TranslationSettings> {
  readonly number: number;
  /** The name of the script in stack traces. */
  readonly fileName: string;
  /** Names of JavaScript or Node that earlier cells declared for themselves: `CellScript.shadowed` of the last cell that ran. */
  readonly shadowed?: readonly string[];
}

/**
 * Rewrites a cell so that running it leaves its top-level names to later cells.
 *
 * The names live in the script scope, where functions of all cells see them change. Every declaration becomes an
 * assignment, which makes it possible to declare a name again as anything else, and keeps what a cell had assigned before
 * it failed. Functions, imports and `var` are hoisted as in a module.
 *
 * A name in the script scope that numbers with fractions are assigned to in a tight loop is slower than a local one:
 * V8 makes an object of each number. Measured with `for (…) sum += i * 0.5`: 6.3 ns a round instead of 0.9 on Node 20 and
 * 22, 1.5 instead of 0.8 on Node 24; whole numbers take 1.1 instead of 0.6. Local copies would lose their value when the
 * cell is interrupted, since Stop skips every `finally`, so the cell's names stay where later cells look for them. In a
 * function, and for `let` in the head of a loop, nothing is slower.
 *
 * @param cell the text of the cell, or what parseCell made of it
 * @throws CellErrorException at a syntax error
 */
export function toScript(cell: string | CellProgram, options: CellOptions): CellScript {
  const program = typeof cell === "string" ? parseCell(cell, options.fileName) : cell;
  const declared = cellNames(program);
  const { code: javascript, maps, resources } = toJavaScript(program, options);
  const tree = parseSync("cell.js", javascript, { lang: "js", sourceType: "module" }).program;
  const text = new MagicString(javascript);
  const result = hasResult(program);
  const names = valueNames(declared);
  const shadowed = rename(text, tree, names, options.shadowed ?? []);
  const { locals, isAsync } = assignTopLevel(text, tree, program, {
    names: new Set(names),
    shadowed: new Set(shadowed),
    hasResult: result,
  });
  const isAwaited = isAsync || resources === "async";
  const begin = [
    `(${isAwaited ? "async " : ""}function (${KERNEL}) { "use strict";`,
    startsUndefined(declared, shadowed),
    locals.length > 0 ? `let ${locals.join(", ")};` : "",
    resources === "none" ? "" : `const ${RESOURCES} = ${KERNEL}.using(); try {`,
  ];
  const end =
    resources === "none"
      ? ""
      : `} catch (error) { ${RESOURCES}.e = error; } finally { ${resources === "async" ? "await " : ""}${RESOURCES}.d(); }`;
  text.prepend(`${begin.filter(Boolean).join(" ")}\n`).append(`\n${end}})`);
  return {
    names: names.map((name) => (shadowed.includes(name) ? invisible(name) : name)),
    code: text.toString(),
    isAsync: isAwaited,
    hasResult: result,
    map: mapOf(text, maps, options.fileName),
    shadowed,
  };
}

/** A semicolon after the last expression mutes it, as in other kernels; what is exported as default is always shown. */
function hasResult({ body, source }: CellProgram): boolean {
  const last = body[body.length - 1];
  if (last?.type === "ExpressionStatement") return source[last.end - 1] !== ";";
  if (last?.type === "TSExportAssignment") return true;
  if (last?.type !== "ExportDefaultDeclaration") return false;
  const { declaration } = last;
  if (declaration.type === "TSInterfaceDeclaration") return false;
  return !(/^(Function|Class)Declaration$/.test(declaration.type) && "id" in declaration && declaration.id);
}

/** Enums and namespaces add to what their name already holds, which must not be what an earlier run left. */
function startsUndefined(declared: readonly CellName[], shadowed: readonly string[]): string {
  const kinds = (name: string) => declared.filter((each) => each.name === name).map((each) => each.kind);
  const fresh = valueNames(
    declared.filter(
      ({ name, kind }) =>
        /enum|namespace/.test(kind) && !kinds(name).some((each) => each === "class" || each === "function"),
    ),
  );
  return fresh.map((name) => `${shadowed.includes(name) ? invisible(name) : name} = void 0;`).join(" ");
}

function mapOf(text: MagicString, maps: readonly object[], fileName: string): string {
  const last = text.generateDecodedMap({ hires: "boundary", source: fileName });
  const composed = remapping([last, ...maps] as never, () => null);
  const mappings = decode(composed.mappings as string).map(fromLineStart);
  const lines = text.toString().split("\n").length;
  while (mappings.length < lines) mappings.push([[0]]);
  return JSON.stringify({ version: 3, sources: [fileName], names: [], mappings: encode(mappings) });
}

/**
 * Where V8 can't tell the place in a statement, it takes the statement's first character, which may be one that was
 * added. A line that nothing in the cell stands for must not pass for the end of the line before.
 */
function fromLineStart(segments: SourceMapSegment[]): SourceMapSegment[] {
  const [first] = segments;
  if (first === undefined) return [[0]];
  if (first[0] === 0) return segments;
  return [first.length === 1 ? [0] : [0, first[1], first[2], first[3]], ...segments];
}

import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  API,
  CompletionItemKind,
  type Diagnostic,
  SignatureKind,
  type Snapshot,
} from "typescript/unstable/sync";
import type { CellName } from "./cell-names";
import { KERNEL_GLOBALS } from "./kernel-globals";
import { quickInfo } from "./quick-info";
import type { TypeProblem } from "./type-error";

/** A cell as the checker sees it. */
export interface CheckedCell {
  readonly number: number;
  readonly code: string;
  readonly names: readonly CellName[];
}

export interface Completion {
  readonly text: string;
  readonly kind: string;
}

export interface Completions {
  readonly matches: readonly Completion[];
  /** The part of the code that a match replaces, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface Inspection {
  readonly signature: string;
  /** Markdown. */
  readonly documentation: string;
}

/** TypeScript's checker over the cells of one notebook. */
export interface Checker {
  /** The type errors of a cell, given all cells accepted so far. */
  check(cell: CheckedCell): readonly TypeProblem[];
  /** From now on the names of this cell are known to later ones. */
  accept(cell: CheckedCell): void;
  /** Does now what the next check would have to do first. */
  settle(): void;
  complete(code: string, offset: number): Completions;
  inspect(code: string, offset: number): Inspection | undefined;
  close(): void;
}

type FileChanges = NonNullable<NonNullable<Parameters<API["updateSnapshot"]>[0]>["fileChanges"]>;

interface Owner {
  readonly slot: number;
  readonly kind: CellName["kind"];
}

/** Options that a notebook needs, whatever its tsconfig.json says. */
const FORCED = {
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  isolatedModules: false,
  isolatedDeclarations: false,
  verbatimModuleSyntax: false,
  erasableSyntaxOnly: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  noUncheckedSideEffectImports: false,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  skipLibCheck: true,
};
const DEFAULTS = {
  target: "es2024",
  lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
  strict: true,
};

const IDENTIFIER = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
const MOST_MATCHES = 500;

const FIRST_SLOTS = 32;

/**
 * Earlier cells stay modules of their own. A generated header gives a cell the names it mentions: a variable that can be
 * assigned as a declaration of the same type, everything else as an alias.
 *
 * The checker takes a changed text in a millisecond or two, and a changed list of imports ten or fifty times slower,
 * because it then builds its program anew. So every cell imports the same one module, which knows all earlier cells by
 * the number of their slot, and slots are made beforehand and used again.
 *
 * @param folder the notebook's folder; the nearest tsconfig.json above it sets strictness, libraries and paths
 */
export function createChecker({ folder }: { readonly folder: string }): Checker {
  const path = (name: string) => join(folder, name).replaceAll("\\", "/");
  const configFile = path("__notebook.tsconfig.json");
  const cellFile = path("__cell.ts");
  const globalsFile = path("__globals.d.ts");
  const namesFile = path("__names.ts");
  const slotFile = (slot: number) => path(`__cell${slot}.ts`);
  const files = new Map<string, string>([
    [configFile, configuration(folder, [cellFile, globalsFile])],
    [cellFile, header("", []).text],
    [globalsFile, KERNEL_GLOBALS],
  ]);
  const values = new Map<string, Owner>();
  const types = new Map<string, Owner>();
  const modified = new Map<string, number>();
  /** The slots that each cell's header mentions. */
  const mentioned = new Map<number, ReadonlySet<number>>();
  const free: number[] = [];
  let slots = 0;
  let changed: string[] = [];
  let lastHadMissingModule = false;
  let api: API | undefined;
  let snapshot: Snapshot | undefined;

  addSlots(FIRST_SLOTS);

  const update = (code: string) => {
    files.set(cellFile, code);
    if (api === undefined || snapshot === undefined) {
      api = new API({
        cwd: folder,
        fs: {
          readFile: (file) => files.get(file),
          fileExists: (file) => (files.has(file) ? true : undefined),
        },
      });
      snapshot = api.updateSnapshot({ openProjects: [configFile] });
      return snapshot.getProject(configFile)!;
    }
    if (lastHadMissingModule) advance({ invalidateAll: true });
    // One file at a time: with two, the checker builds its program anew.
    else for (const file of [...changed, ...editedFiles(), cellFile]) advance({ changed: [file] });
    changed = [];
    return snapshot.getProject(configFile)!;
  };
  const advance = (fileChanges: FileChanges) => {
    const next = api!.updateSnapshot({ fileChanges });
    snapshot?.dispose();
    snapshot = next;
  };
  /** The native checker is a process of its own. If it has died, it is started again. */
  const withProject = <T>(code: string, use: (project: ReturnType<typeof update>) => T): T => {
    try {
      return use(update(code));
    } catch (error) {
      if (api === undefined) throw error;
      api = undefined;
      snapshot = undefined;
      return use(update(code));
    }
  };

  /** Local files that were edited since the last look. */
  function editedFiles(): string[] {
    const edited: string[] = [];
    for (const [file, before] of modified) {
      const now = timeOf(file);
      if (now !== before) edited.push(file);
      modified.set(file, now);
    }
    return edited;
  }
  function rememberLocalFiles(names: readonly string[]): void {
    for (const file of names) {
      if (file.includes("/node_modules/") || files.has(file) || file.startsWith("bundled:")) continue;
      if (!modified.has(file)) modified.set(file, timeOf(file));
    }
  }

  function addSlots(count: number): void {
    for (let k = 0; k < count; k++) {
      files.set(slotFile(slots), header("", []).text);
      free.push(slots++);
    }
    const all = Array.from(
      { length: slots },
      (_, slot) => `export * as __c${slot} from "./__cell${slot}.ts";`,
    );
    files.set(namesFile, all.join("\n"));
    changed.push(namesFile);
    free.sort((a, b) => b - a);
  }

  /** A slot that no name, and no cell that a name still needs, refers to. */
  function freeSlot(): number {
    if (free.length === 0) {
      const used = new Set<number>();
      const mark = (slot: number) => {
        if (used.has(slot)) return;
        used.add(slot);
        mentioned.get(slot)?.forEach(mark);
      };
      for (const { slot } of [...values.values(), ...types.values()]) mark(slot);
      for (let slot = slots - 1; slot >= 0; slot--) if (!used.has(slot)) free.push(slot);
      if (free.length < slots / 4) addSlots(slots);
    }
    return free.pop()!;
  }

  /** What gives a cell the earlier names that it mentions and does not declare itself. */
  function header(
    code: string,
    names: readonly CellName[],
  ): { readonly text: string; readonly slots: ReadonlySet<number> } {
    const own = new Set(names.map((each) => each.name));
    const used = new Set<number>();
    const lines: string[] = [];
    const of = ({ slot }: Owner, name: string) => {
      used.add(slot);
      return `__c${slot}.${name}`;
    };
    for (const name of new Set(code.match(IDENTIFIER))) {
      if (own.has(name)) continue;
      const value = values.get(name);
      const type = types.get(name);
      const isVariable = value?.kind === "let" || value?.kind === "var";
      if (value && (isVariable || (type && type.slot !== value.slot))) {
        lines.push(`declare ${isVariable ? "let" : "const"} ${name}: typeof ${of(value, name)};`);
        if (type) lines.push(`type ${name} = ${of(type, name)};`);
      } else if (value ?? type) lines.push(`import ${name} = ${of((value ?? type)!, name)};`);
    }
    const imported = [...used].map((slot) => `__c${slot}`).join(", ");
    return { text: `import { ${imported} } from "./__names.ts"; ${lines.join(" ")}\n`, slots: used };
  }

  function problemsOf(diagnostics: readonly Diagnostic[], start: number, code: string): TypeProblem[] {
    return diagnostics
      .filter((each) => each.category === 1 && each.pos >= start && each.pos <= start + code.length)
      .map((each) => {
        const { line, column } = positionOf(code, each.pos - start);
        const constant = each.code === 2632 ? /'(.*?)'/.exec(each.text)?.[1] : undefined;
        if (constant !== undefined && values.get(constant)?.kind === "const")
          return {
            code: 2588,
            message: `Cannot assign to '${constant}' because it is a constant.`,
            line,
            column,
            length: each.end - each.pos,
          };
        return {
          code: each.code,
          message: messageOf(each, 0),
          line,
          column,
          length: Math.max(1, each.end - each.pos),
        };
      });
  }

  return {
    check: ({ code, names }) => {
      const start = header(code, names).text;
      return withProject(start + code, ({ program }) => {
        const diagnostics = [
          ...program.getSyntacticDiagnostics(cellFile),
          ...program.getSemanticDiagnostics(cellFile),
        ];
        lastHadMissingModule = diagnostics.some((each) => each.code === 2307);
        if (/\bimport\b/.test(code)) rememberLocalFiles(program.getSourceFileNames());
        return problemsOf(diagnostics, start.length, code);
      });
    },
    accept: ({ code, names }) => {
      if (names.length === 0) return;
      const { text, slots } = header(code, names);
      const slot = freeSlot();
      const isValue = (name: string) => names.some((each) => each.name === name && !isType(each.kind));
      const local = new Set(names.filter((each) => !each.exported).map((each) => each.name));
      const list = [...local].map((name) => (isValue(name) ? name : `type ${name}`));
      files.set(slotFile(slot), `${text}${code}\n;export { ${list.join(", ")} };`);
      mentioned.set(slot, slots);
      changed.push(slotFile(slot));
      for (const name of new Set(names.map((each) => each.name))) {
        const kinds = names.filter((each) => each.name === name).map((each) => each.kind);
        const value = kinds.find((kind) => !isType(kind));
        const type = kinds.find((kind) => isType(kind) || /class|enum|import|namespace/.test(kind));
        if (value) values.set(name, { slot, kind: value });
        if (type) types.set(name, { slot, kind: type });
        // A new variable hides a class or an enum of the same name, but not an interface or a type.
        else if (!isType(types.get(name)?.kind ?? "type")) types.delete(name);
      }
    },
    settle: () => {
      withProject(header("", []).text, () => {});
    },
    complete: (code, offset) => {
      const before = /[\p{ID_Start}$_]?[\p{ID_Continue}$]*$/u.exec(code.slice(0, offset))![0];
      const start = offset - before.length;
      const isMember = /\.\s*$/.test(code.slice(0, start));
      const head = header(code, []).text;
      const found = withProject(head + code, ({ checker }) => {
        try {
          return checker.getCompletionsAtPosition(cellFile, head.length + offset);
        } catch (error) {
          // TypeScript 7.0 cannot list names that would first have to be imported, and then lists none.
          if (/auto imports/.test((error as Error).message)) return undefined;
          throw error;
        }
      });
      const all = new Map<string, Completion>();
      if (!isMember) {
        for (const [name, { kind }] of [...types, ...values])
          all.set(name, { text: name, kind: kindOfName(kind) });
        if (found === undefined)
          for (const each of namesWithoutChecker(code, before))
            if (!all.has(each.text)) all.set(each.text, each);
      }
      for (const entry of [...(found?.entries ?? [])].sort((a, b) =>
        compare(a.sortText ?? "", b.sortText ?? ""),
      ))
        if (!all.has(entry.name)) all.set(entry.name, { text: entry.name, kind: kindOfItem(entry.kind) });
      const matching = (fits: (name: string) => boolean) =>
        [...all.values()]
          .filter(({ text }) => fits(text) && !text.startsWith("__cell"))
          .slice(0, MOST_MATCHES);
      const exact = matching((name) => name.startsWith(before));
      const matches =
        exact.length > 0 ? exact : matching((name) => name.toLowerCase().startsWith(before.toLowerCase()));
      return { matches, start, end: offset };
    },
    inspect: (code, offset) => {
      const target = inspected(code, offset);
      if (target === undefined) return undefined;
      const head = header(code, []).text;
      return withProject(head + code, ({ checker }) => {
        const symbol = checker.getSymbolAtPosition(cellFile, head.length + target);
        return symbol === undefined ? undefined : quickInfo(checker, symbol, SignatureKind.Call);
      });
    },
    close: () => {
      api?.close();
      api = undefined;
    },
  };
}

const KEYWORDS =
  "abstract any as async await bigint boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for from function if implements import in infer instanceof interface is keyof let namespace never new null number object of private protected public readonly return satisfies static string super switch symbol this throw true try type typeof undefined unknown using var void while yield".split(
    " ",
  );

/** The names of this cell, of JavaScript and of Node, and the words of the language. */
function namesWithoutChecker(code: string, before: string): Completion[] {
  const own = [...new Set(code.match(IDENTIFIER))].filter(
    (name) => name !== before && !KEYWORDS.includes(name),
  );
  const globals = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Za-z]/.test(name));
  return [
    ...own.map((text) => ({ text, kind: "variable" })),
    ...globals.sort().map((text) => ({ text, kind: kindOfGlobal(text) })),
    ...KEYWORDS.map((text) => ({ text, kind: "keyword" })),
  ];
}

function kindOfGlobal(name: string): string {
  const { value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
  if (typeof value !== "function") return "variable";
  return /^[A-Z]/.test(name) ? "class" : "function";
}

function configuration(folder: string, files: readonly string[]): string {
  const own = nearestConfig(folder);
  const types = nodeTypes(folder);
  return JSON.stringify({
    ...(own === undefined ? {} : { extends: own }),
    compilerOptions: {
      ...(own === undefined ? { ...DEFAULTS, types: [] } : {}),
      ...FORCED,
      rootDir: null,
      outDir: null,
    },
    files: [...files, ...(types === undefined ? [] : [types])],
    include: [],
  });
}

function nearestConfig(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, "tsconfig.json");
    if (existsSync(file)) return file.replaceAll("\\", "/");
    if (dirname(at) === at) return undefined;
  }
}

/** @types/node as the notebook's folder has it, else the kernel's own. */
function nodeTypes(folder: string): string | undefined {
  for (const from of [join(folder, "notebook.ts"), __filename]) {
    try {
      const manifest = createRequire(from).resolve("@types/node/package.json");
      return join(dirname(manifest), "index.d.ts").replaceAll("\\", "/");
    } catch {
      // Not there: try the next place.
    }
  }
  return undefined;
}

function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function isType(kind: CellName["kind"]): boolean {
  return kind === "interface" || kind === "type" || kind === "type import";
}

function messageOf(diagnostic: Diagnostic, depth: number): string {
  const chain = (diagnostic.messageChain ?? []).map((each) => messageOf(each, depth + 1));
  return [`${"  ".repeat(depth)}${diagnostic.text}`, ...chain].join("\n");
}

function positionOf(code: string, offset: number): { line: number; column: number } {
  const before = code.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** The name that is asked about: the one at the cursor, else the function whose arguments are being written. */
function inspected(code: string, offset: number): number | undefined {
  const isPart = (k: number) => /[\p{ID_Continue}$]/u.test(code[k] ?? "");
  if (isPart(offset)) return offset;
  if (isPart(offset - 1)) return offset - 1;
  let depth = 0;
  for (let k = offset - 1; k >= 0; k--) {
    if (")]}".includes(code[k]!)) depth++;
    else if ("([{".includes(code[k]!)) {
      if (depth === 0) return code[k] === "(" && isPart(k - 1) ? k - 1 : undefined;
      depth--;
    }
  }
  return undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function kindOfName(kind: CellName["kind"]): string {
  if (kind === "let" || kind === "const" || kind === "var" || kind.includes("import")) return "variable";
  return kind === "const enum" ? "enum" : kind === "namespace" ? "module" : kind;
}

function kindOfItem(kind: number | undefined): string {
  const name = kind === undefined ? "" : String((CompletionItemKind as Record<number, string>)[kind]);
  const known: Record<string, string> = {
    Field: "property",
    EnumMember: "property",
    Constant: "variable",
    Variable: "variable",
    Constructor: "class",
  };
  return known[name] ?? (name === "" ? "text" : name.toLowerCase());
}

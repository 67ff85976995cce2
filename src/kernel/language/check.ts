import type { FreshableType, Project, Type } from "typescript/unstable/sync";
import type { CellName } from "./cell-names";
import {
  type Completion,
  type CompletionMatch,
  completionAt,
  globalMatches,
  nameCompletion,
} from "./check-completion";
import {
  type AcceptedCell,
  cellsIn,
  createEarlierCells,
  type EarlierCell,
  footer,
  type HeaderLine,
  type ValueType,
} from "./check-earlier-cells";
import { inlineType } from "./check-inline-type";
import { type TypeProblem, typeProblems } from "./check-problems";
import { createCheckProject } from "./check-project";
import { type Inspection, inspect } from "./check-quick-info";
import { topLevelNames } from "./check-scope";
import { createSlots } from "./check-slots";

export type { Completion, CompletionMatch } from "./check-completion";
export type { AcceptedCell } from "./check-earlier-cells";
export type { TypeProblem } from "./check-problems";
export type { Inspection } from "./check-quick-info";

/** The types of a notebook's cells, each of which knows what earlier ones declared. */
export interface Checker {
  /**
   * The errors in the types of a cell.
   *
   * @throws if TypeScript fails twice at it
   */
  check(cell: AcceptedCell): readonly TypeProblem[];
  /** Makes the names of a cell known to later ones, whether or not it has been checked. */
  accept(cell: AcceptedCell): void;
  /** What can stand at an offset of a cell that is being written. Offsets count UTF-16 units. */
  complete(code: string, offset: number): Completion;
  /** What is known of the name at an offset, or else of the function that is called there. */
  inspect(code: string, offset: number): Inspection | undefined;
  /** Ends TypeScript's process. */
  close(): void;
}

/** A cell in the checker: its names of earlier cells in front, its own ones offered for import at the end. */
interface Loaded {
  readonly project: Project;
  readonly file: string;
  readonly lines: readonly HeaderLine[];
  /** Where each line of the header ends, and the cell begins after the last. */
  readonly ends: readonly number[];
  readonly start: number;
}

const ERROR = 1;
const UNRESOLVED: ReadonlySet<number> = new Set([2307, 2732, 2792, 2882, 7016]);

/** NodeBuilderFlags: NoTruncation, UseFullyQualifiedType, UseAliasDefinedOutsideCurrentScope, AllowUniqueESSymbolType. */
const PRINT_WHOLE = 1 | 64 | 16384 | (1 << 20);
const LITERAL = /^(?:-?\d[\d.e+-]*n?|"(?:[^"\\]|\\.)*"|true|false)$/;
const NAMED_BY_VALUE: ReadonlySet<CellName["kind"]> = new Set(["let", "const", "var", "function"]);

/**
 * @param folder the notebook's: packages, local files and tsconfig.json are looked up from there
 */
export function createChecker({ folder }: { readonly folder: string }): Checker {
  const earlier = createEarlierCells();
  const slots = createSlots();
  const project = createCheckProject(folder);

  function withCell<T>(code: string, names: readonly CellName[], work: (loaded: Loaded) => T): T {
    const lines = earlier.header(code, names);
    const { files, render } = slots.load([...earlier.alwaysLoaded(code), ...cellsIn(lines)]);
    const ends: number[] = [];
    let text = "";
    for (const { template } of lines) {
      text += render(template);
      ends.push(text.length);
    }
    const start = text.length;
    return project.ask(text + code + footer(names).text, files, (opened, file) =>
      work({ project: opened, file, lines, ends, start }),
    );
  }

  function check(cell: AcceptedCell): readonly TypeProblem[] {
    const { code, names } = cell;
    const found = withCell(code, names, ({ project: { program }, file, lines, ends, start }) => {
      const syntactic = program.getSyntacticDiagnostics(file);
      const diagnostics = syntactic.length > 0 ? syntactic : program.getSemanticDiagnostics(file);
      const errors = diagnostics.filter(({ category }) => category === ERROR);
      const unwritable = errors.flatMap(({ pos }) =>
        pos < start ? (lines[ends.findIndex((end) => pos < end)]?.inlined ?? []) : [],
      );
      return { errors, unwritable, start };
    });
    if (found.unwritable.length > 0) {
      for (const name of found.unwritable) name.type = { widens: name.type.widens };
      return check(cell);
    }
    if (found.errors.some(({ code }) => UNRESOLVED.has(code))) project.resolveAgain();
    return typeProblems(found.errors, code, found.start, earlier.kindOf, reword);
  }

  function accept(cell: AcceptedCell): void {
    const { code, names } = cell;
    const asked = names.filter(({ kind }) => NAMED_BY_VALUE.has(kind));
    const lines = earlier.header(code, names);
    const accepted = earlier.accept(cell, lines);
    let types: ReadonlyMap<string, ValueType> = new Map();
    // Later cells can then ask the cell itself.
    try {
      if (asked.length > 0)
        types = withCell(code, names, (loaded) => valueTypes(loaded, code, names, asked, accepted));
    } finally {
      earlier.declare(accepted, cell, (name) => types.get(name));
    }
  }

  function valueTypes(
    { project: { checker }, file, start }: Loaded,
    code: string,
    names: readonly CellName[],
    asked: readonly CellName[],
    self: EarlierCell,
  ): ReadonlyMap<string, ValueType> {
    const { at } = footer(names);
    const unique = [...new Map(asked.map((each) => [each.name, each])).values()];
    const positions = unique.map(({ name }) => start + code.length + at.get(name)!);
    const symbols = checker.getSymbolAtPosition(file, positions);
    const cellAt = (path: string) => cellIn(path, self);
    return new Map(
      unique.flatMap(({ name, kind }, k): [string, ValueType][] => {
        const symbol = symbols[k];
        const type = symbol && checker.getTypeOfSymbol(symbol);
        if (!type) return [];
        const text = checker.typeToString(type, undefined, PRINT_WHOLE);
        const fresh = kind === "const" && isFresh(type);
        if (fresh && LITERAL.test(text))
          return [[name, { widens: true, inline: { template: [` = ${text}`], identifiers: new Set() } }]];
        const widens =
          fresh ||
          (kind === "const" && text !== "boolean" && type.isUnionType() && type.getTypes().some(isFresh));
        const inline = widens ? undefined : inlineType(text, cellAt);
        return [[name, { widens, inline: inline && { ...inline, template: [": ", ...inline.template] } }]];
      }),
    );
  }

  /** A cell that nobody has parsed: it is loaded again if it turns out to declare names of earlier cells itself. */
  function withUnfinished<T>(code: string, work: (loaded: Loaded) => T): T {
    const first = withCell(code, [], (loaded) => {
      const own = topLevelNames(loaded.project.program.getSourceFile(loaded.file)!, loaded.start);
      return own.some(({ name }) => earlier.has(name)) ? { own } : { result: work(loaded) };
    });
    return first.own ? withCell(code, first.own, work) : first.result;
  }

  let knownGlobals: readonly CompletionMatch[] | undefined;
  function globals(): readonly CompletionMatch[] {
    const text = "globalThis.";
    knownGlobals ??= project.ask(text, new Map(), ({ checker }, file) =>
      globalMatches(checker.getCompletionsAtPosition(file, text.length)?.entries ?? []),
    );
    return knownGlobals;
  }

  /** The cell whose file has that path, without its ending. */
  function cellIn(path: string, current?: EarlierCell): EarlierCell | undefined {
    if (!path.startsWith(project.folder)) return undefined;
    const name = path.slice(project.folder.length);
    return name === "[cell]" ? current : slots.cellIn(name);
  }

  function reword(message: string): string {
    return message.replace(/\bimport\("([^"]*)"\)\.?/g, (whole, path: string) => {
      if (path === `${project.folder}[cell]`) return "";
      const cell = cellIn(path);
      return cell ? `In[${cell.number}].` : whole;
    });
  }

  return {
    check,
    accept,
    complete: (code, offset) => {
      const found = withUnfinished(code, (loaded) =>
        completionAt(loaded.project, loaded.file, loaded.start, code, offset),
      );
      return "matches" in found ? found : nameCompletion(found, code, offset, earlier.names(), globals());
    },
    inspect: (code, offset) =>
      withUnfinished(code, (loaded) =>
        inspect(loaded.project, loaded.file, loaded.start, code, offset, earlier.kindOf, reword),
      ),
    close: project.close,
  };
}

function isFresh(type: Type): boolean {
  return (type as FreshableType).getFreshType?.() === type;
}

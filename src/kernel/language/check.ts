import type { Project } from "typescript/unstable/sync";
import type { ProjectSettings } from "../project-settings";
import type { CellName } from "./cell-names";
import {
  type Completion,
  type CompletionMatch,
  completionAt,
  globalMatches,
  nameCompletion,
} from "./check-completion";
import { declarationsOf } from "./check-declarations";
import {
  type AcceptedCell,
  cellsIn,
  createEarlierCells,
  type EarlierCell,
  footer,
  type HeaderLine,
  newEarlierCell,
  staysLoaded,
} from "./check-earlier-cells";
import { type TypeProblem, typeProblems } from "./check-problems";
import { createCheckProject } from "./check-project";
import { type Inspection, inspect } from "./check-quick-info";
import { likelyNames, topLevelNames } from "./check-scope";
import { createSlots } from "./check-slots";
import { unescapeLetters } from "./check-unescape-letters";
import { valueTypes } from "./check-value-types";

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
  /** What tsconfig.json says of how cells run. */
  settings(): ProjectSettings;
  /** What is wrong with tsconfig.json, as far as it has been read. */
  configProblem(): string | undefined;
  /** Ends TypeScript's process. */
  close(): void;
}

/** A cell in the checker, with what brings earlier names in front of it. */
interface Loaded {
  readonly project: Project;
  readonly file: string;
  readonly lines: readonly HeaderLine[];
  /** Where each line of the header ends, and the cell begins after the last. */
  readonly ends: readonly number[];
  readonly start: number;
}

const ERROR = 1;
const IMPORTS_TSLAB = /^\s*import\b.*["']tslab["']|\brequire\(["']tslab["']\)/m;
const NAME_ALONE = /^\s*(?:[\p{ID_Start}$_][\p{ID_Continue}$]*\.)*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*$/u;
const AS_TYPE = "type _ = ";
const UNRESOLVED: ReadonlySet<number> = new Set([2307, 2732, 2792, 2882, 7016]);

/**
 * @param options.folder the notebook's: packages, local files and tsconfig.json are looked up from there
 * @param options.asking as for {@link createCheckProject}
 */
export function createChecker({
  folder,
  asking,
}: {
  readonly folder: string;
  readonly asking?: (process: number) => void;
}): Checker {
  const earlier = createEarlierCells();
  const slots = createSlots();
  const project = createCheckProject(folder, asking);

  /**
   * @param own the names that the cell declares itself
   * @param end what follows the cell
   */
  function withCell<T>(code: string, own: readonly CellName[], end: string, work: (loaded: Loaded) => T): T {
    const lines = earlier.header(code, own);
    const { files, render } = slots.load([...earlier.alwaysLoaded(code), ...cellsIn(lines)]);
    const ends: number[] = [];
    let text = "";
    for (const { template } of lines) {
      text += render(template);
      ends.push(text.length);
    }
    const start = text.length;
    return project.ask(text + code + end, files, (opened, file) =>
      work({ project: opened, file, lines, ends, start }),
    );
  }

  function check(cell: AcceptedCell): readonly TypeProblem[] {
    const { code, names } = cell;
    // Notebooks written for tslab were never checked strictly.
    if (IMPORTS_TSLAB.test(code)) project.relax();
    const found = withCell(
      code,
      names,
      footer(names).text,
      ({ project: { program }, file, lines, ends, start }) => {
        const syntactic = program.getSyntacticDiagnostics(file);
        const diagnostics = syntactic.length > 0 ? syntactic : program.getSemanticDiagnostics(file);
        const errors = diagnostics.filter(({ category }) => category === ERROR);
        const unwritable = errors.flatMap(({ pos }) =>
          pos < start ? (lines[ends.findIndex((end) => pos < end)]?.inlined ?? []) : [],
        );
        return { errors, unwritable, start };
      },
    );
    if (found.unwritable.length > 0) {
      for (const name of found.unwritable) name.type = { widens: name.type.widens };
      return check(cell);
    }
    if (found.errors.some(({ code }) => UNRESOLVED.has(code))) project.resolveAgain();
    return typeProblems(found.errors, code, found.start, earlier.kindOf, reword);
  }

  function accept(accepted: AcceptedCell): void {
    const { code, names } = accepted;
    const cell = newEarlierCell(accepted);
    let known: ReturnType<typeof whatIsKnown> | undefined;
    try {
      if (names.length > 0 || staysLoaded(code))
        known = withCell(code, names, footer(names).text, (loaded) => whatIsKnown(loaded, accepted, cell));
    } catch {
      // Later cells ask the cell itself.
    }
    earlier.declare(cell, accepted, known?.types ?? new Map(), known?.declarations);
  }

  function whatIsKnown({ project, file, start }: Loaded, { code, names }: AcceptedCell, cell: EarlierCell) {
    const end = start + code.length;
    const positions = new Map([...footer(names).at].map(([name, position]) => [name, end + position]));
    const types = valueTypes(project, file, names, positions, {
      isLocal: (name) => positions.has(name) || earlier.has(name) || declares(code, name),
      cellAt: (path) => cellIn(path, cell),
    });
    const known = new Set([...types].filter(([, { inline }]) => inline).map(([name]) => name));
    if (names.every(({ name }) => known.has(name)) && !staysLoaded(code)) return { types };
    return { types, declarations: declarationsOf(project.program.getSourceFile(file)!, start, end, known) };
  }

  /** A cell that nobody has parsed: it is loaded again if it turns out to declare other names of earlier cells. */
  function withUnfinished<T>(code: string, work: (loaded: Loaded) => T): T {
    const known = (names: readonly CellName[]) => names.filter(({ name }) => earlier.has(name));
    const list = (names: readonly CellName[]) =>
      names
        .map(({ name, kind }) => `${kind} ${name}`)
        .sort()
        .join();
    const likely = known(likelyNames(code));
    const first = withCell(code, likely, "", (loaded) => {
      const own = known(topLevelNames(loaded.project.program.getSourceFile(loaded.file)!, loaded.start));
      return list(own) === list(likely) ? { result: work(loaded) } : { own };
    });
    return first.own ? withCell(code, first.own, "", work) : first.result;
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
    return unescapeLetters(message).replace(/\bimport\("([^"]*)"\)\.?/g, (whole, path: string) => {
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
    inspect: (code, offset) => {
      const inspected = (text: string, at: number) =>
        withUnfinished(text, (loaded) =>
          inspect(loaded.project, loaded.file, loaded.start, text, at, earlier.kindOf, reword),
        );
      const value = inspected(code, offset);
      const name = NAME_ALONE.exec(code)?.[1];
      if (value || !name) return value;
      const type = inspected(AS_TYPE + code, AS_TYPE.length + offset);
      // A type that is unknown, too, is called any.
      return type?.signature.includes(name) ? type : undefined;
    },
    settings: project.settings,
    configProblem: project.configProblem,
    close: project.close,
  };
}

/** Whether a cell declares a type of that name anywhere, in a function for instance. */
function declares(code: string, name: string): boolean {
  return new RegExp(
    `\\b(?:class|interface|type|enum|namespace)\\s+${name.replace(/\$/g, "\\$&")}(?![\\w$])`,
  ).test(code);
}

import { CellErrorException } from "../language/cell-error";
import type { Checker } from "../language/check";
import type { RunCell } from "../messages";
import { defaultSettings } from "../project-settings";

export interface Prepared {
  readonly run: Omit<RunCell, "type" | "id" | "source" | "userExpressions">;
  /** Makes the cell's names known to later cells. To be called while the cell runs: it takes a moment. */
  readonly accept: () => void;
}

/** The language tools behind the kernel. Each is loaded when it is first needed: none of them is free. */
export interface Language {
  /** Loads everything now, so that the first cell need not wait. */
  warmUp(): void;
  /**
   * From the text of a cell to what runs: parsed, checked and rewritten.
   *
   * @param title names the cell in errors
   * @returns undefined for a cell without statements
   * @throws CellErrorException for errors in syntax or types
   */
  prepare(code: string, number: number, title: string): Prepared | undefined;
  /** What the last cell's user should know of tsconfig.json, and has not been told. */
  notice(): string | undefined;
  /** The name that a cell asks about, as in `Math.floor?`, if that is all it does. */
  asksAbout(code: string): string | undefined;
  complete: Checker["complete"];
  inspect: Checker["inspect"];
  isComplete(code: string): { readonly status: string; readonly indent?: string };
  close(): void;
}

const UNCHECKED = /^\s*\/\/\s*@ts-nocheck\b/;

export function createLanguage(folder: string, asking: (process: number) => void): Language {
  let checker: Checker | undefined;
  let shadowed: readonly string[] = [];
  let told: string | undefined;
  const checked = () => (checker ??= tools.check().createChecker({ folder, asking }));
  const settingsOfProject = (isUnchecked: boolean) => {
    try {
      return checked().settings();
    } catch (error) {
      // A cell may be unchecked just because the checker does not work.
      if (isUnchecked) return defaultSettings;
      throw error;
    }
  };
  return {
    warmUp: () => {
      tools.cells().toScript("0", { number: 0, fileName: "warm up" });
      checked().check({ number: 0, code: "0", names: [] });
    },
    prepare: (code, number, fileName) => {
      const { parseCell, asWritten, cellNames, toScript } = tools.cells();
      const program = parseCell(code, fileName);
      if (program.body.length === 0) return undefined;
      const cell = { number, code: program.source, names: cellNames(program) };
      const isUnchecked = UNCHECKED.test(code);
      if (!isUnchecked) {
        const problems = checked()
          .check(cell)
          .map((each) => asWritten(program, each));
        if (problems.length > 0)
          throw new CellErrorException(tools.problems().typeError(problems, code, fileName));
      }
      const settings = settingsOfProject(isUnchecked);
      const script = toScript(program, { number, fileName, shadowed, ...settings });
      shadowed = script.shadowed;
      return {
        run: { fileName, names: script.names, code: script.code, map: script.map, settings },
        accept: () => checked().accept(cell),
      };
    },
    notice: () => {
      const problem = checker?.configProblem();
      const isNew = problem !== told;
      told = problem;
      return isNew ? problem : undefined;
    },
    asksAbout: (code) => /^\s*([\p{ID_Start}$_][\p{ID_Continue}$.]*)\s*\?{1,2}\s*$/u.exec(code)?.[1],
    complete: (code, offset) => checked().complete(code, offset),
    inspect: (code, offset) => checked().inspect(code, offset),
    isComplete: (code) => tools.isComplete().isComplete(code),
    close: () => checker?.close(),
  };
}

const tools = {
  cells: () => ({
    ...(require("../language/parse-cell") as typeof import("../language/parse-cell")),
    ...(require("../language/cell-names") as typeof import("../language/cell-names")),
    ...(require("../language/to-script") as typeof import("../language/to-script")),
  }),
  check: () => require("../language/check") as typeof import("../language/check"),
  problems: () => require("../language/type-error") as typeof import("../language/type-error"),
  isComplete: () => require("../language/is-complete") as typeof import("../language/is-complete"),
};

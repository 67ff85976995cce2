import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { cellNames } from "../../../src/kernel/language/cell-names";
import { type Checker, createChecker } from "../../../src/kernel/language/check";
import { parseCell } from "../../../src/kernel/language/parse-cell";

/** A notebook whose cells are checked one after the other, and accepted if they have no errors, as the kernel does. */
export interface CheckedNotebook {
  readonly checker: Checker;
  /** @returns each error as "line:column TS1234 its message" */
  run(code: string): readonly string[];
}

export function checkedNotebook(folder = emptyFolder()): CheckedNotebook {
  const checker = createChecker({ folder });
  afterAll(() => checker.close());
  let number = 0;
  return {
    checker,
    run: (code) => {
      number++;
      const cell = { number, code, names: cellNames(parseCell(code)) };
      const problems = checker.check(cell);
      if (problems.length === 0) checker.accept(cell);
      return problems.map(({ line, column, code, message }) => `${line}:${column} TS${code} ${message}`);
    },
  };
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "notebook é "));
}

import type { Diagnostic } from "typescript/unstable/sync";

/** An error in types, in the coordinates of the cell. Lines and columns count from 1, columns in UTF-16 units. */
export interface TypeProblem {
  readonly code: number;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

const ERROR = 1;
const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

/** Importing a package without types is no mistake of the cell's: its exports are `any`. */
const NO_DECLARATIONS = 7016;

const CANNOT_ASSIGN_TO_IMPORT = 2632;
const CANNOT_ASSIGN_TO_CONSTANT = 2588;

/** How TypeScript words an assignment to a name, by what the name is. */
const CANNOT_ASSIGN: Readonly<Record<string, readonly [code: number, because: string]>> = {
  const: [CANNOT_ASSIGN_TO_CONSTANT, "a constant"],
  enum: [2628, "an enum"],
  "const enum": [2628, "an enum"],
  class: [2629, "a class"],
  function: [2630, "a function"],
  namespace: [2631, "a namespace"],
};

/** Related information that explains, rather than points to another place. */
const EXPLAINS: ReadonlySet<number> = new Set([6500, 6501, 6502]);

/**
 * The errors among TypeScript's diagnostics, as the cell's author is told.
 *
 * @param start where the cell starts in the file that was checked
 * @param kindOf what an earlier cell declared a name as
 * @param reword replaces what stands for the kernel's own files
 */
export function typeProblems(
  diagnostics: readonly Diagnostic[],
  code: string,
  start: number,
  kindOf: (name: string) => string | undefined,
  reword: (message: string) => string,
): readonly TypeProblem[] {
  return diagnostics.flatMap((diagnostic) => {
    const from = diagnostic.pos - start;
    if (diagnostic.category !== ERROR || diagnostic.code === NO_DECLARATIONS) return [];
    if (from < 0 || from > code.length) return [];
    const to = Math.min(diagnostic.end - start, code.length);
    const name = code.slice(from, to);
    const problem = assignmentProblem(diagnostic.code, name, kindOf(name)) ?? {
      code: diagnostic.code,
      message: reword(message(diagnostic)),
    };
    return [{ ...problem, ...position(code, from), length: Math.max(to - from, 0) }];
  });
}

/** The checker sees names of earlier cells as imports or constants; the author knows them as what they were declared as. */
function assignmentProblem(code: number, name: string, kind = "") {
  const known = CANNOT_ASSIGN[kind];
  if (known === undefined || (code !== CANNOT_ASSIGN_TO_IMPORT && code !== CANNOT_ASSIGN_TO_CONSTANT))
    return undefined;
  return { code: known[0], message: `Cannot assign to '${name}' because it is ${known[1]}.` };
}

function message({ text, messageChain = [], relatedInformation = [] }: Diagnostic): string {
  return [
    text,
    ...messageChain.map((each) => message(each).replace(/^/gm, "  ")),
    ...relatedInformation.filter(({ code }) => EXPLAINS.has(code)).map((each) => `  ${each.text}`),
  ].join("\n");
}

function position(code: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (const end of code.slice(0, offset).matchAll(LINE_END)) {
    line++;
    lineStart = end.index + end[0].length;
  }
  return { line, column: offset - lineStart + 1 };
}

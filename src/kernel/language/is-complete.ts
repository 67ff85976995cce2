import { parseSync } from "oxc-parser";
import { CellErrorException } from "./cell-error";
import { parseCell } from "./parse-cell";
import { firstTooDeep } from "./too-deep";

export interface Completeness {
  readonly status: "complete" | "incomplete" | "invalid";
  /** What the next line of incomplete code should begin with. */
  readonly indent?: string;
}

const INDENT = "  ";

/** Whether Enter should run the code or begin a new line: it is incomplete if more text could mend its syntax error. */
export function isComplete(code: string): Completeness {
  if (firstTooDeep(code) !== undefined) return { status: "invalid" };
  try {
    parseCell(code);
    return { status: "complete" };
  } catch (thrown) {
    if (!(thrown instanceof CellErrorException)) throw thrown;
    return endsTooEarly(code) ? { status: "incomplete", indent: nextIndent(code) } : { status: "invalid" };
  }
}

function endsTooEarly(code: string): boolean {
  const { errors } = parseSync("cell.ts", code, { lang: "ts", sourceType: "module" });
  const [error] = errors;
  const place = error?.labels[0];
  if (error === undefined || place === undefined) return false;
  if (error.message === "Unterminated multiline comment") return true;
  // A string in quotes ends on its line, one in backticks may not; what follows `}` in such a string belongs to it.
  if (error.message === "Unterminated string") return /[`}]/.test(code[place.start] ?? "");
  return place.start >= code.trimEnd().length || isOnlyComments(code.slice(place.start));
}

function isOnlyComments(text: string): boolean {
  return /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*$/.test(text);
}

/** As far as the last line, and further if it opens a bracket. */
function nextIndent(code: string): string {
  const lines = code.trimEnd().split(/\r\n|[\r\n]/);
  const last = lines[lines.length - 1]!.replace(/\s*\/\/.*$/, "");
  const [indent = ""] = /^[ \t]*/.exec(last) ?? [];
  return /[([{]$|=>$/.test(last) ? indent + INDENT : indent;
}

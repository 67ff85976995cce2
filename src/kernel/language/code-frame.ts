import { highlight } from "./highlight";

/** A place in a cell. Lines and columns count from 1, columns in UTF-16 units, as V8 and TypeScript count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
/** Characters of a line that are shown: front ends wrap longer ones, and the mark would stand under something else. */
const WIDTH = 68;
/** So much of a line that is cut stands before the place. */
const BEFORE = 40;

/**
 * The lines around a place in the code, with the place marked.
 *
 * ```
 *   at In [7]:3:11
 *       2 | const a = 1;
 *     > 3 | const b = a.foo;
 *         |           ^^^
 * ```
 *
 * @param code without it, only the heading is shown
 * @param place `length` is how many characters are wrong, in case it is known; only those on this line are marked
 * @param heading the place in words
 */
export function codeFrame(
  code: string,
  { line, column, length = 1 }: Position & { readonly length?: number },
  heading: string,
): readonly string[] {
  const lines = code.split(LINE_END);
  const text = lines[line - 1];
  if (text === undefined || code === "") return [`  at ${heading}`];
  const width = String(line).length;
  const before = lines[line - 2];
  const from = text.length > WIDTH ? Math.max(0, Math.min(column - 1 - BEFORE, text.length - WIDTH)) : 0;
  // Tabs stay, so that the mark stands under the place whatever a tab's width is.
  const padding = text.slice(from, column - 1).replace(/[^\t]/g, " ");
  const marked = Math.max(1, Math.min(length, text.length - column + 1, from + WIDTH - column + 1));
  return [
    `  at ${heading}`,
    ...(before === undefined ? [] : [`      ${String(line - 1).padStart(width)} | ${cut(before, 0)}`]),
    `    ${highlight(">")} ${line} | ${cut(text, from)}`,
    `      ${" ".repeat(width)} | ${padding}${highlight("^".repeat(marked))}`,
  ];
}

/** The part of a line that is shown, with a sign where it goes on. */
function cut(text: string, from: number): string {
  const to = from + WIDTH;
  const [start, end] = [from > 0 ? "…" : "", to < text.length ? "…" : ""];
  return start + text.slice(from + start.length, to - end.length) + end;
}

/** A place in words, such as `In [7]:3:11`. */
export function placeName(title: string, { line, column }: Position): string {
  return `${title}:${line}:${column}`;
}

/** Where the character at `offset` stands. */
export function positionOf(code: string, offset: number): Position {
  const before = code.slice(0, offset).split(LINE_END);
  return { line: before.length, column: before[before.length - 1]!.length + 1 };
}

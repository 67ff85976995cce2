/** A place in a cell. Lines and columns count from 1, columns in UTF-16 units, as V8 and TypeScript count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
const WIDEST = 200;

/**
 * The lines around a place in the code, with the place marked.
 *
 * ```
 * In [7]:3:11
 *     2 | const a = 1;
 *   > 3 | const b = a.foo;
 *       |           ^^^
 * ```
 *
 * @param place `length` is how many characters are wrong, in case it is known; only those on this line are marked
 */
export function codeFrame(
  code: string,
  { line, column, length = 1 }: Position & { readonly length?: number },
  title: string,
): readonly string[] {
  const lines = code.split(LINE_END);
  const text = lines[line - 1];
  const heading = `${title}:${line}:${column}`;
  if (text === undefined || text.length > WIDEST) return [heading];
  const width = String(line).length;
  const before = lines[line - 2];
  const left = text.slice(0, column - 1);
  // Tabs stay, so that the mark stands under the place whatever a tab's width is.
  const padding = left.replace(/[^\t]/g, " ");
  const marked = Math.max(1, Math.min(length, text.length - left.length));
  return [
    heading,
    ...(before === undefined || before.length > WIDEST
      ? []
      : [`    ${String(line - 1).padStart(width)} | ${before}`]),
    `  > ${line} | ${text}`,
    `    ${" ".repeat(width)} | ${padding}${"^".repeat(marked)}`,
  ];
}

/** Where the character at `offset` stands. */
export function positionOf(code: string, offset: number): Position {
  const before = code.slice(0, offset).split(LINE_END);
  return { line: before.length, column: before[before.length - 1]!.length + 1 };
}

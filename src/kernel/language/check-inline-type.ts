import type { EarlierCell, InlineType } from "./check-earlier-cells";
import { unescapeLetters } from "./check-unescape-letters";

/** A longer text costs more than the cell that it comes from. */
const LONGEST = 4000;

/** What TypeScript prints for types that cannot be written down: unnamed classes, symbols, and what it leaves out. */
const UNWRITABLE = /\(Anonymous |\bunique symbol\b|\btypeof (?!import\(|globalThis\b)|\/\*|\.\.\. /;
const IMPORT = /\bimport\("((?:[^"\\]|\\.)*)"\)(?:\.[\p{ID_Continue}$]+)*/gu;
const CELL_FILE = /\/\[cell[ \d]*\]$/;
const STRING = /"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const IDENTIFIER = /(?<![.\p{ID_Continue}$])[\p{ID_Start}_$][\p{ID_Continue}$]*(?!\??:|[\p{ID_Continue}$])/gu;

/**
 * @param text what TypeScript prints, with the names of other modules as `import("…").Name`
 * @param cellAt the cell that a module path stands for
 * @returns undefined if the type can only be known from its cell
 */
export function inlineType(
  text: string,
  cellAt: (path: string) => EarlierCell | undefined,
): InlineType | undefined {
  if (text.length > LONGEST || UNWRITABLE.test(text)) return undefined;
  const template: (string | EarlierCell)[] = [];
  let end = 0;
  for (const { index, 0: whole, 1: path } of text.matchAll(IMPORT)) {
    const cell = cellAt(unescapeLetters(path!));
    if (cell === undefined) {
      if (CELL_FILE.test(path!)) return undefined;
      continue;
    }
    const pathAt = index + whole.indexOf(path!);
    template.push(text.slice(end, pathAt), cell);
    end = pathAt + path!.length;
  }
  template.push(text.slice(end));
  const identifiers = new Set(text.replace(IMPORT, "").replace(STRING, "").match(IDENTIFIER));
  return { template, identifiers };
}

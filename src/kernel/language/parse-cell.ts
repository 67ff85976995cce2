import { type OxcError, type Program, parseSync } from "oxc-parser";
import { type CellError, CellErrorException } from "./cell-error";
import { codeFrame, type Position, placeName, positionOf } from "./code-frame";
import { highlight } from "./highlight";
import { syntaxError } from "./syntax-error";
import { DEEPEST, firstTooDeep } from "./too-deep";

/** What a cell consists of. */
export interface CellProgram extends Program {
  /** The text that was parsed, to which all positions refer. The type checker should be given this text too. */
  readonly source: string;
  /**
   * The object literal that `source` has in parentheses, since its brace would begin a block: where it stands in the
   * cell as written, and what `source` has before it.
   */
  readonly literal?: { readonly start: number; readonly end: number; readonly opening: string };
}

const MOST_TRIES = 20;

/**
 * Parses the TypeScript of a cell. A cell that ends with `{ a: 1 }` ends with an object, as in the prompt of Node.
 *
 * @param title how errors call the cell: "In [7]"
 * @throws CellErrorException at a syntax error, and at JSX
 */
export function parseCell(code: string, title = "cell"): CellProgram {
  // A byte order mark is white space to JavaScript, but not to every tool; a space keeps all positions.
  const text = code.replace(/^\ufeff/, " ");
  const deep = firstTooDeep(text);
  if (deep !== undefined) throw new CellErrorException(tooDeep(text, deep, title));
  const { program, errors } = parse(text);
  const literal = objectAtEnd(text, errors.length === 0 ? program : undefined);
  if (literal) return literal;
  const [error] = errors;
  if (error !== undefined) throw new CellErrorException(explain(text, error, title));
  return { ...program, source: text };
}

/** Where something found in `source` stands in the cell as it was written. */
export function asWritten<Place extends Position>({ source, literal }: CellProgram, place: Place): Place {
  if (!literal) return place;
  const brace = positionOf(source, literal.start + literal.opening.length);
  const isAfter = place.line === brace.line && place.column >= brace.column;
  return isAfter ? { ...place, column: place.column - literal.opening.length } : place;
}

function parse(text: string, lang: "ts" | "tsx" = "ts") {
  const result = parseSync("cell.ts", text, { lang, sourceType: "module", showSemanticErrors: true });
  return { program: result.program, errors: result.errors };
}

function objectAtEnd(text: string, program: Program | undefined): CellProgram | undefined {
  if (program !== undefined) {
    const last = program.body[program.body.length - 1];
    return last?.type === "BlockStatement" ? inParentheses(text, last.start, last.end) : undefined;
  }
  const end = text.lastIndexOf("}") + 1;
  if (end === 0 || !/^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*$/.test(text.slice(end))) return undefined;
  // `{ a: 1, b: 2 }` is no block, so the text did not parse: the object may begin at any line that begins with a brace.
  const starts = [...text.matchAll(/^[ \t]*\{/gm)].map((match) => match.index + match[0].length - 1);
  for (const start of starts.reverse().slice(0, MOST_TRIES)) {
    const found = inParentheses(text, start, end);
    if (found) return found;
  }
  return undefined;
}

function inParentheses(text: string, start: number, end: number): CellProgram | undefined {
  const before = text.slice(0, start);
  if (before.trim() !== "" && parse(before).errors.length > 0) return undefined;
  const opening = before.trim() === "" ? "(" : ";("; // or the line before would go on as a call
  const source = `${before}${opening}${text.slice(start, end)})${text.slice(end)}`;
  const { program, errors } = parse(source);
  const last = program.body[program.body.length - 1];
  const isObject =
    errors.length === 0 &&
    last?.type === "ExpressionStatement" &&
    last.start === start + opening.length - 1 &&
    last.expression.type === "ParenthesizedExpression" &&
    last.expression.expression.type === "ObjectExpression";
  return isObject ? { ...program, source, literal: { start, end, opening } } : undefined;
}

function tooDeep(text: string, at: number, title: string): CellError {
  const evalue = `Brackets are nested deeper than ${DEEPEST} levels. Read such data from a file`;
  const position = positionOf(text, at);
  const frame = codeFrame(text, position, placeName(title, position));
  return { ename: "SyntaxError", evalue, traceback: [`${highlight("SyntaxError")}: ${evalue}`, ...frame] };
}

function explain(text: string, error: OxcError, title: string) {
  const isJsx = /<[\w>]/.test(text) && parse(text, "tsx").errors.length === 0;
  return syntaxError(text, error, title, isJsx);
}

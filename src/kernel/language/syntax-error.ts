import type { OxcError } from "oxc-parser";
import type { CellError } from "./cell-error";
import { codeFrame, placeName, positionOf } from "./code-frame";
import { highlight } from "./highlight";

const LONGEST_TOKEN = 30;

/** A parser's complaint in the words of the notebook, with the lines it is about. */
export function syntaxError(text: string, error: OxcError, title: string, isJsx = false): CellError {
  // At a name that is declared twice, the second place is the one to mend.
  const isTwice = /already been declared|Multiple constructor/.test(error.message);
  const labels = isTwice ? [...error.labels].reverse() : error.labels;
  const [main = { start: 0, end: 0 }, ...others] = labels;
  const evalue = isJsx
    ? "Cells are TypeScript without JSX: write the element as a call, for example createElement(…), or as a string of HTML for display.html(…)"
    : messageOf(text, error, main.start);
  const frame = ({ start, end }: { readonly start: number; readonly end: number }) => {
    const position = positionOf(text, start);
    return codeFrame(text, { ...position, length: end - start }, placeName(title, position));
  };
  return {
    ename: "SyntaxError",
    evalue,
    traceback: [
      `${highlight("SyntaxError")}: ${evalue}`,
      ...frame(main),
      ...(isJsx ? [] : others.flatMap((each) => [`${each.message ?? "See also"}:`, ...frame(each)])),
    ],
  };
}

function messageOf(text: string, { message, helpMessage }: OxcError, start: number): string {
  const line = lineAt(text, start);
  if (/^\s*%/.test(line))
    return `"${line.trim()}" is a command of IPython, which cells in TypeScript do not know: write it in TypeScript`;
  const isEnd = start >= text.trimEnd().length;
  const token = /^(?:[\p{L}\p{N}_$]+|\S)/u.exec(text.slice(start, start + LONGEST_TOKEN))?.[0];
  const said = message
    .replace(/\.$/, "")
    .replace("`EOF`", "the end of the cell")
    .replace(
      /^Unexpected token$/,
      isEnd ? "Unexpected end of the cell" : `Unexpected ${token === undefined ? "token" : `\`${token}\``}`,
    )
    .replace(/^Unterminated string$/, text[start] === "`" ? "Unterminated template" : "Unterminated string")
    .replace(/^Expected a semicolon or an implicit semicolon after a statement, but found none$/, () => {
      const next = /^\s*([\p{L}\p{N}_$]+|\S)/u.exec(text.slice(start))?.[1];
      return next === undefined
        ? "Expected the statement to end here"
        : `Unexpected \`${next}\` after a statement`;
    });
  if (/already been declared/.test(said))
    return `${said} in this cell. A name can be declared once in a cell; another cell may declare it again`;
  const help = helpMessage?.replace(/\.$/, "").replace(/^Try inserting a semicolon here$/, "");
  return help ? `${said}. ${help[0]!.toUpperCase()}${help.slice(1)}` : said;
}

function lineAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  return /^[^\r\n]*/.exec(text.slice(start))![0];
}

import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { codeFrame, placeName } from "../language/code-frame";
import { highlight } from "../language/highlight";
import type { ErrorReport } from "../messages";

/** The text that a person wrote, and how the running script maps to it. */
export interface MappedSource {
  /** How the place is called: "In [7]" or "./words.ts". */
  readonly title: string;
  readonly source: string;
  /** Source map version 3; absent if the script is the source. */
  readonly map?: string | undefined;
}

interface Place {
  readonly title: string;
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}

const DIM = "\x1b[2m";
const PLAIN = "\x1b[0m";
const MOST_FRAMES = 20;
const DEEPEST_CAUSE = 8;

/**
 * What a front end shows of something that was thrown: its name and message, and where it happened in the words of the
 * notebook: the lines of cells and of the user's own files, without the frames of the kernel and of Node.
 *
 * @param sourceOf the source behind a script name as it stands in stack traces, if it is known
 * @param folder the folder of the notebook; files in it are named from there
 */
export function reportError(
  thrown: unknown,
  sourceOf: (script: string) => MappedSource | undefined,
  folder: string,
): ErrorReport {
  return {
    ename: nameOf(thrown),
    evalue: messageOf(thrown),
    traceback: describe(thrown, sourceOf, folder, new Set(), 0),
  };
}

function describe(
  thrown: unknown,
  sourceOf: (script: string) => MappedSource | undefined,
  folder: string,
  seen: Set<unknown>,
  depth: number,
): string[] {
  if (seen.has(thrown)) return ["(the same error again)"];
  seen.add(thrown);
  const lines = [`${highlight(nameOf(thrown))}: ${messageOf(thrown)}`];
  if (!(thrown instanceof Object) || typeof (thrown as Error).stack !== "string") return lines;
  const error = thrown as Error & { errors?: unknown };
  const extra = extraProperties(error);
  if (extra) lines.push(extra);
  for (const place of placesOf(error.stack ?? "", sourceOf, folder)) lines.push(...excerpt(place));
  if (Array.isArray(error.errors)) {
    error.errors.forEach((each, k) => {
      lines.push("", `${DIM}Error ${k + 1} of ${(error.errors as unknown[]).length}:${PLAIN}`);
      lines.push(...describe(each, sourceOf, folder, seen, depth + 1));
    });
  }
  if (error.cause !== undefined && depth < DEEPEST_CAUSE) {
    lines.push("", `${DIM}Caused by:${PLAIN}`, ...describe(error.cause, sourceOf, folder, seen, depth + 1));
  }
  return lines;
}

function nameOf(thrown: unknown): string {
  if (!isErrorLike(thrown)) return "Thrown";
  const { name } = thrown;
  return typeof name === "string" && name !== "" ? name : "Error";
}

function messageOf(thrown: unknown): string {
  if (!isErrorLike(thrown)) return inspect(thrown, { depth: 2 });
  return String(thrown.message);
}

function isErrorLike(thrown: unknown): thrown is Error {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    typeof (thrown as Error).stack === "string" &&
    "message" in thrown
  );
}

function extraProperties(error: Error): string | undefined {
  const own = Object.entries(error).filter(
    ([key]) => !["message", "stack", "cause", "errors", "name"].includes(key),
  );
  return own.length > 0
    ? `${DIM}${inspect(Object.fromEntries(own), { depth: 1, breakLength: 100 })}${PLAIN}`
    : undefined;
}

function placesOf(
  stack: string,
  sourceOf: (script: string) => MappedSource | undefined,
  folder: string,
): Place[] {
  const places: Place[] = [];
  for (const line of stack.split("\n")) {
    const frame = /^\s+at (?:(.*) \()?(.+?):(\d+):(\d+)\)?$/.exec(line);
    if (!frame) continue;
    const [, functionName = "", script, row, column] = frame as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    if (script.startsWith("node:") || script.startsWith(__dirname.replace(/runtime$/, ""))) continue;
    const place = locate(script, Number(row), Number(column), sourceOf, folder);
    if (place) places.push({ ...place, functionName: readable(functionName) });
    if (places.length >= MOST_FRAMES) break;
  }
  return places;
}

function locate(
  script: string,
  row: number,
  column: number,
  sourceOf: (script: string) => MappedSource | undefined,
  folder: string,
): Omit<Place, "functionName"> | undefined {
  const mapped = sourceOf(script);
  if (mapped === undefined) {
    const file = script.startsWith("file:") ? fileURLToPath(script.replace(/\?.*$/, "")) : script;
    // What happens inside packages is named, but their lines are not the user's to mend.
    if (file.includes(`${sep}node_modules${sep}`))
      return { title: named(file, folder), source: "", line: row, column };
    return { title: named(file, folder), source: textOf(file), line: row, column };
  }
  if (mapped.map === undefined) return { title: mapped.title, source: mapped.source, line: row, column };
  const entry = new SourceMap(JSON.parse(mapped.map)).findEntry(row - 1, column - 1);
  if (!("originalLine" in entry) || entry.originalLine === undefined) return undefined;
  return {
    title: mapped.title,
    source: mapped.source,
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  };
}

/** A file as a person names it: from the notebook's folder, if it lies there. */
export function named(file: string, folder: string): string {
  const path = relative(folder, file);
  return path.startsWith("..") || path === file ? file : `.${sep}${path}`;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** V8 calls the cell's own function `anonymous` or names it after the object that holds it. */
function readable(functionName: string): string {
  return functionName.replace(/^(async )?(Object|globalThis)\.(<anonymous>)?$/, "").replace(/^async $/, "");
}

function excerpt({ title, source, line, column, functionName }: Place): readonly string[] {
  const place = placeName(title, { line, column });
  return codeFrame(source, { line, column }, functionName ? `${functionName} (${place})` : place);
}

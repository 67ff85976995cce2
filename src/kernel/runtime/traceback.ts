import { inspect } from "node:util";
import { isNativeError } from "node:util/types";
import { CellErrorException } from "../language/cell-error";
import { codeFrame, placeName } from "../language/code-frame";
import { highlight } from "../language/highlight";
import type { ErrorReport } from "../messages";
import type { Place, StackTraces } from "./stack-traces";

const DIM = "\x1b[2m";
const PLAIN = "\x1b[0m";
const MOST_PLACES = 20;
/** Of these, where it all began. */
const LAST_PLACES = 5;
const DEEPEST_CAUSE = 8;

/**
 * What a front end shows of something that was thrown: its name and message, and where it happened in the words of the
 * notebook: the lines of cells and of the user's own files, without the frames of the kernel and of Node. Never throws.
 */
export function reportError(thrown: unknown, placesOf: StackTraces["placesOf"]): ErrorReport {
  return {
    ename: nameOf(thrown),
    evalue: messageOf(thrown),
    traceback: describe(thrown, placesOf, new Set(), 0),
  };
}

function describe(
  thrown: unknown,
  placesOf: StackTraces["placesOf"],
  seen: Set<unknown>,
  depth: number,
): string[] {
  if (seen.has(thrown)) return ["(the same error again)"];
  seen.add(thrown);
  if (!isErrorLike(thrown)) return [heading(thrown)];
  const lines = thrown instanceof CellErrorException ? [...thrown.error.traceback] : headOf(thrown);
  lines.push(...excerpts(attempt(() => placesOf(thrown), [])));
  const errors = attempt(() => (thrown as { errors?: unknown }).errors, undefined);
  if (Array.isArray(errors)) {
    errors.forEach((each, k) => {
      lines.push("", `${DIM}Error ${k + 1} of ${errors.length}:${PLAIN}`);
      lines.push(...describe(each, placesOf, seen, depth + 1));
    });
  }
  const cause = attempt(() => thrown.cause, undefined);
  if (cause !== undefined && depth < DEEPEST_CAUSE)
    lines.push("", `${DIM}Caused by:${PLAIN}`, ...describe(cause, placesOf, seen, depth + 1));
  return lines;
}

function heading(thrown: unknown): string {
  return `${highlight(nameOf(thrown))}: ${messageOf(thrown)}`;
}

function headOf(thrown: Error): string[] {
  const extra = attempt(() => extraProperties(thrown), undefined);
  return extra ? [heading(thrown), extra] : [heading(thrown)];
}

function nameOf(thrown: unknown): string {
  if (!isErrorLike(thrown)) return "Thrown";
  const name: unknown = attempt(() => thrown.name, "Error");
  return typeof name === "string" && name !== "" ? name : "Error";
}

function messageOf(thrown: unknown): string {
  if (isErrorLike(thrown)) return attempt(() => String(thrown.message), "its message cannot be read");
  return attempt(() => inspect(thrown, { depth: 2 }), "a value that cannot be shown");
}

function isErrorLike(thrown: unknown): thrown is Error {
  if (typeof thrown !== "object" || thrown === null) return false;
  return (
    isNativeError(thrown) ||
    attempt(() => typeof (thrown as Error).stack === "string" && "message" in thrown, false)
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

/** What is thrown may be anything, with properties that throw errors themselves. */
function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

function excerpts(places: readonly Place[]): string[] {
  const different = places.filter((place, k) => places.findIndex((each) => isSame(each, place)) === k);
  // What a package calls within itself would hide the line of the cell.
  const isHidden = (k: number) => isElsewhere(different[k]) && isElsewhere(different[k - 1]);
  const outer = different.filter((_, k) => !isHidden(k));
  const left = outer.length - MOST_PLACES;
  const shown = left > 0 ? [...outer.slice(0, -LAST_PLACES - left), ...outer.slice(-LAST_PLACES)] : outer;
  return shown.flatMap((place, k) => {
    const again = places.filter((each) => isSame(each, place)).length - 1;
    const first = different.indexOf(place) + 1;
    let hidden = 0;
    while (isHidden(first + hidden)) hidden++;
    return [
      ...(left > 0 && k === MOST_PLACES - LAST_PLACES ? [`  ${DIM}… ${left} more …${PLAIN}`] : []),
      ...excerpt(place),
      ...(again > 0 ? [`  ${DIM}… and ${again} more calls like this${PLAIN}`] : []),
      ...(hidden > 0 ? [`  ${DIM}… and ${hidden} more calls outside the notebook's folder${PLAIN}`] : []),
    ];
  });
}

/** In a package, or another file that is not the notebook's. */
function isElsewhere(place: Place | undefined): boolean {
  return place?.source === "";
}

function isSame(a: Place, b: Place): boolean {
  return a.title === b.title && a.line === b.line && a.column === b.column;
}

function excerpt({ title, source, line, column, functionName }: Place): readonly string[] {
  const name = placeName(title, { line, column });
  const heading = functionName ? `${functionName} (${name})` : name;
  return source === "" ? [`  at ${heading}`] : codeFrame(source, { line, column }, heading);
}

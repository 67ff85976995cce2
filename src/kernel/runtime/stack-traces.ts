import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The text that a person wrote, and how the running script maps to it. */
export interface MappedSource {
  /** How the place is called: "In [7]" or "./words.ts". */
  readonly title: string;
  /** The whole path, if it is a file. */
  readonly file?: string;
  readonly source: string;
  /** Source map version 3 from the script to the source. */
  readonly map: string;
}

/** A line that a person wrote, or of a package. */
export interface Place {
  readonly title: string;
  /** The text around it; empty if it is not the user's to mend. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}

export interface StackTraces {
  /** Where an error was made, innermost first, without the frames of the kernel and of Node. */
  placesOf(error: object): readonly Place[];
}

interface Frame {
  readonly text: string;
  readonly isOfNode: boolean;
  readonly place?: Place | undefined;
}

/** Node remembers ten: what a package calls would hide the line of the cell. */
const MOST_FRAMES = 50;
const KERNEL = dirname(__dirname) + sep;
const PACKAGES = `${sep}node_modules${sep}`;

/**
 * From now on the stack of every error names the lines of cells and of the user's own files, as they were written: also
 * where a cell prints an error that it caught.
 *
 * @param sourceOf the source behind a script name, if it is one of ours; the same object each time
 * @param folder the notebook's; files in it are named from there
 */
export function mapStackTraces(
  sourceOf: (script: string) => MappedSource | undefined,
  folder: string,
): StackTraces {
  const places = new WeakMap<object, readonly Place[]>();
  const maps = new WeakMap<MappedSource, SourceMap>();

  function original(mapped: MappedSource, row: number, column: number) {
    const map = maps.get(mapped) ?? new SourceMap(JSON.parse(mapped.map));
    maps.set(mapped, map);
    const entry = map.findEntry(row - 1, column - 1);
    if (!("originalLine" in entry) || entry.originalLine === undefined) return undefined;
    return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }

  /** @param text of the frame, as V8 writes it: `name (script:row:column)`, or without a name */
  function frameOf(text: string, script: string, row: number, column: number): Frame | undefined {
    if (script.startsWith(KERNEL)) return undefined;
    if (script.startsWith("node:")) return { text, isOfNode: true };
    const written = `${script}:${row}:${column}`;
    const at = text.lastIndexOf(written);
    if (at < 0) return { text, isOfNode: false };
    const functionName = readable(text.slice(0, at).replace(/ ?\($/, ""));
    const mapped = sourceOf(script);
    if (mapped === undefined) {
      const file = script.startsWith("file:") ? fileURLToPath(script.replace(/\?.*$/, "")) : script;
      const source = file.startsWith(folder + sep) && !file.includes(PACKAGES) ? textOf(file) : "";
      const place = { title: named(file, folder), source, line: row, column, functionName };
      return { text, isOfNode: false, place };
    }
    const found = original(mapped, row, column);
    if (found === undefined) return undefined;
    const { title, file = title, source } = mapped;
    return {
      text: `${text.slice(0, at)}${file}:${found.line}:${found.column}${text.slice(at + written.length)}`,
      isOfNode: false,
      place: { title, source, ...found, functionName },
    };
  }

  Error.stackTraceLimit = MOST_FRAMES;
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites.flatMap((site) => {
      const text = String(site);
      const script = site.getFileName() ?? "";
      return frameOf(text, script, site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0) ?? [];
    });
    places.set(
      error,
      frames.flatMap(({ place }) => place ?? []),
    );
    // How Node came to call the user's code is of no use.
    const last = frames.findLastIndex(({ isOfNode }) => !isOfNode);
    const shown = last < 0 ? frames : frames.slice(0, last + 1);
    return [headOf(error), ...shown.map(({ text }) => `    at ${text}`)].join("\n");
  };

  /** Of an error whose stack is only text: that of another thread, for example. */
  function placesIn(stack: string, message: string): readonly Place[] {
    const end = stack.indexOf(message) + message.length;
    return stack
      .slice(end)
      .split("\n")
      .flatMap((line) => {
        const frame = /^\s+at (?:.* \(|async )?(.+?):(\d+):(\d+)\)?$/.exec(line);
        if (!frame) return [];
        const [, script, row, column] = frame as unknown as [string, string, string, string];
        return frameOf(line.replace(/^\s+at /, ""), script, Number(row), Number(column))?.place ?? [];
      });
  }

  return {
    placesOf: (error) => {
      // Reading it calls prepareStackTrace.
      const { stack } = error as Error;
      const known = places.get(error);
      if (known !== undefined || typeof stack !== "string") return known ?? [];
      return placesIn(stack, String((error as Error).message));
    },
  };
}

/** A file as a person names it: from the notebook's folder, if it lies there, or with the name of its package. */
export function named(file: string, folder: string): string {
  const inPackages = file.lastIndexOf(PACKAGES);
  if (inPackages >= 0) return file.slice(inPackages + PACKAGES.length);
  const path = relative(folder, file);
  return path.startsWith("..") || path === file ? file : `.${sep}${path}`;
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
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
  return functionName.replace(/^(async )?(Object|globalThis)\.(<anonymous>)?$/, "").replace(/^async ?$/, "");
}

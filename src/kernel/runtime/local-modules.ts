import { createHash } from "node:crypto";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseSync, type StaticImport } from "oxc-parser";
import { CellErrorException } from "../language/cell-error";
import { stripTypes } from "../language/strip-types";
import { syntaxError } from "../language/syntax-error";
import { defaultSettings, type ProjectSettings } from "../project-settings";
import { aliasTargets } from "./alias-targets";
import { isTypeScript } from "./is-typescript";
import { named } from "./stack-traces";

/** A local file as it is now. */
export interface LocalModule {
  readonly path: string;
  /** The file's URL with a version, which changes when the file or a local file it imports has been edited. */
  readonly url: string;
  /** Empty for JSON. */
  readonly source: string;
}

interface Read {
  readonly source: string;
  readonly stamp: string;
  readonly imports: readonly string[];
}

const JAVASCRIPT = /\.[mc]?js$/;
const JSX = /\.[jt]sx$/;
const VERSIONED = /^file:.*\?v=[0-9a-f]{16}$/;
const ENDINGS = ["", ".ts", ".mts", ".tsx", ".js", ".mjs", ".cjs", "/index.ts", "/index.tsx", "/index.js"];
const REQUIRED = /\brequire\(\s*(["'])(\.{1,2}\/[^"'\n]+)\1\s*\)/g;

/** The local files behind imports, for one notebook. */
export interface LocalModules {
  /**
   * The file that an import means, seen from a folder: "./words.ts", "./words", "./words.js" for words.ts, or what
   * `paths` in tsconfig.json says. Undefined if it is something else, for Node to resolve.
   */
  resolve(specifier: string, folder: string): string | undefined;
  /**
   * A file and all local files that it reaches by imports; the file itself comes first.
   *
   * @throws CellErrorException at a syntax error in one of them
   */
  reach(path: string): readonly LocalModule[];
  /** JavaScript with a source map, as JSON, for a local TypeScript file. */
  compile(path: string, source: string): { readonly code: string; readonly map: string };
  configure(settings: ProjectSettings): void;
  /** Gives files another version, though they have not changed: what was loaded of them never came to its end. */
  renew(files: readonly string[]): void;
}

/** @param notebookFolder files in it are named from there */
export function createLocalModules(notebookFolder: string): LocalModules {
  const known = new Map<string, Read>();
  const renewals = new Map<string, number>();
  let settings = defaultSettings;

  function resolveModule(specifier: string, folder: string): string | undefined {
    const path = locate(specifier, folder);
    return path === undefined || path.includes(`${sep}node_modules${sep}`) ? undefined : path;
  }

  function locate(specifier: string, folder: string): string | undefined {
    if (specifier.startsWith("file:")) return existing(fileURLToPath(specifier.replace(/[?#].*$/, "")));
    if (/^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:[\\/])/.test(specifier)) return existing(resolve(folder, specifier));
    for (const target of aliasTargets(specifier, settings.paths)) {
      const path = existing(target);
      if (path !== undefined) return path;
    }
    return undefined;
  }

  function read(file: string): Read {
    if (JSX.test(file))
      throw new Error(
        `Cannot import ${named(file, notebookFolder)}: JSX is not translated here. Build it first, and import the JavaScript`,
      );
    if (file.endsWith(".json")) {
      const { mtimeMs, size } = statSync(file);
      return { source: "", stamp: `${mtimeMs} ${size}`, imports: [] };
    }
    const before = known.get(file);
    const source = readFileSync(file, "utf8");
    if (before?.source === source) return before;
    const imports = importsOf(file, source).flatMap((each) => resolveModule(each, dirname(file)) ?? []);
    const now = { source, stamp: source, imports };
    known.set(file, now);
    return now;
  }

  function importsOf(file: string, source: string): readonly string[] {
    const isTyped = isTypeScript(file);
    const { module, errors } = parseSync(file, source, { lang: isTyped ? "ts" : "js" });
    const [error] = errors;
    // What is wrong with JavaScript, Node says when it loads it.
    if (error && isTyped) {
      const title = named(file, notebookFolder);
      const found = syntaxError(source, error, title);
      throw new CellErrorException({ ...found, evalue: `${found.evalue}, in ${title}` });
    }
    return [
      ...module.staticImports.filter((each) => !isOfTypes(each)).map((each) => each.moduleRequest.value),
      ...module.staticExports.flatMap((each) =>
        each.entries.flatMap((entry) =>
          entry.moduleRequest && !entry.isType ? [entry.moduleRequest.value] : [],
        ),
      ),
      ...module.dynamicImports.flatMap(({ moduleRequest }) => {
        const literal = /^(["'])(.*)\1$/.exec(source.slice(moduleRequest.start, moduleRequest.end));
        return literal ? [literal[2]!] : [];
      }),
      ...(isTyped ? [] : Array.from(source.matchAll(REQUIRED), ([, , specifier]) => specifier!)),
    ];
  }

  return {
    resolve: resolveModule,
    reach: (path) => {
      const reached = new Map<string, Read>();
      const visit = (file: string) => {
        if (reached.has(file)) return;
        const found = read(file);
        reached.set(file, found);
        found.imports.forEach(visit);
      };
      visit(path);
      return [...reached].map(([file, { source }]) => ({
        path: file,
        source,
        url: versionedUrl(file, reached, renewals, JSON.stringify(settings)),
      }));
    },
    compile: (path, source) => {
      const { program } = parseSync(path, source, { lang: "ts", sourceType: "module" });
      const { code, map } = stripTypes(source, program, { fileName: path, kind: "module", ...settings });
      return { code, map: JSON.stringify(map) };
    },
    configure: (changed) => {
      // What an alias means may have changed.
      if (JSON.stringify(changed) !== JSON.stringify(settings)) known.clear();
      settings = changed;
    },
    renew: (files) => {
      for (const file of files) renewals.set(file, (renewals.get(file) ?? 0) + 1);
    },
  };
}

/** Whether a URL is that of a local file in a version of it. */
export function isVersioned(url: string): boolean {
  return VERSIONED.test(url);
}

function isOfTypes({ entries }: StaticImport): boolean {
  return entries.length > 0 && entries.every(({ isType }) => isType);
}

/** TypeScript's file comes before the JavaScript that was made of it. */
function existing(path: string): string | undefined {
  const candidates = ENDINGS.map((ending) => path + ending);
  if (JAVASCRIPT.test(path)) candidates.unshift(path.replace(/js$/, "ts"));
  const found = candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  // Node knows a file by the path behind its links.
  return found && realpathSync(found);
}

function versionedUrl(
  file: string,
  reached: ReadonlyMap<string, Read>,
  renewals: ReadonlyMap<string, number>,
  salt: string,
): string {
  const below = new Set<string>();
  const visit = (each: string) => {
    if (below.has(each)) return;
    below.add(each);
    reached.get(each)!.imports.forEach(visit);
  };
  visit(file);
  const hash = createHash("sha256").update(salt);
  for (const each of [...below].sort())
    hash.update(`${each}\0${renewals.get(each) ?? 0}\0${reached.get(each)!.stamp}\0`);
  return `${pathToFileURL(file).href}?v=${hash.digest("hex").slice(0, 16)}`;
}

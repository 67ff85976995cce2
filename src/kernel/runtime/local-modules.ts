import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseSync } from "oxc-parser";
import { stripTypes } from "../language/strip-types";

const TYPESCRIPT = /\.[mc]?ts$/;
const ENDINGS = ["", ".ts", ".mts", "/index.ts"];

/** A local TypeScript file as it is now. */
export interface LocalModule {
  readonly path: string;
  /** The file's URL with a version, which changes when the file or a local file it imports has been edited. */
  readonly url: string;
  readonly source: string;
}

/**
 * The TypeScript file that an import means, seen from a folder: "./words.ts", "./words", or "./words.js" for words.ts.
 * Undefined if it is something else, for Node to resolve.
 */
export function resolveLocalModule(specifier: string, folder: string): string | undefined {
  const isUrl = specifier.startsWith("file:");
  if (!isUrl && !/^(\.{0,2}\/|[A-Za-z]:[\\/])/.test(specifier)) return undefined;
  const path = isUrl ? fileURLToPath(specifier.replace(/\?.*$/, "")) : resolve(folder, specifier);
  const candidates = [...ENDINGS.map((ending) => path + ending), path.replace(/\.([mc]?)js$/, ".$1ts")];
  return candidates.find((file) => TYPESCRIPT.test(file) && existsSync(file) && statSync(file).isFile());
}

/** A file and all local TypeScript files that it reaches by imports; the file itself comes first. */
export function localModules(path: string): LocalModule[] {
  const reached = new Map<string, { readonly source: string; readonly imports: readonly string[] }>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    const source = readFileSync(file, "utf8");
    const imports = importsOf(file, source);
    reached.set(file, { source, imports });
    imports.forEach(visit);
  };
  visit(path);
  return [...reached].map(([file, { source }]) => ({ path: file, source, url: versionedUrl(file, reached) }));
}

/** JavaScript with a source map for a local TypeScript file. */
export function compileModule(path: string, source: string): { readonly code: string; readonly map: string } {
  const { program, errors } = parseSync(path, source, { lang: "ts", sourceType: "module" });
  const [error] = errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}\n${error.codeframe ?? ""}`);
  const { code, map } = stripTypes(source, program, { fileName: path, kind: "module" });
  return { code, map: JSON.stringify(map) };
}

function importsOf(file: string, source: string): string[] {
  const { module } = parseSync(file, source, { lang: "ts" });
  const specifiers = [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) =>
      each.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const literal = /^(["'])(.*)\1$/.exec(source.slice(moduleRequest.start, moduleRequest.end));
      return literal ? [literal[2]!] : [];
    }),
  ];
  return specifiers.flatMap((specifier) => resolveLocalModule(specifier, dirname(file)) ?? []);
}

function versionedUrl(
  file: string,
  reached: ReadonlyMap<string, { readonly source: string; readonly imports: readonly string[] }>,
): string {
  const below = new Set<string>();
  const visit = (each: string) => {
    if (below.has(each)) return;
    below.add(each);
    reached.get(each)!.imports.forEach(visit);
  };
  visit(file);
  const hash = createHash("sha256");
  for (const each of [...below].sort()) hash.update(`${each}\0${reached.get(each)!.source}\0`);
  return `${pathToFileURL(file).href}?v=${hash.digest("hex").slice(0, 16)}`;
}

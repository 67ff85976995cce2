import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { compileModule, localModules, resolveLocalModule } from "./local-modules";

/** Node's module hooks that let local TypeScript files be imported, each version of a file as a module of its own. */

interface Resolved {
  readonly url: string;
  readonly format?: string;
  readonly shortCircuit?: boolean;
}
interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: boolean;
}

const VERSIONED = /^file:.*\.[mc]?ts\?v=[0-9a-f]+$/;

export function resolve<T>(
  specifier: string,
  context: { readonly parentURL?: string },
  next: (specifier: string, context: object) => T,
): Resolved | T {
  if (VERSIONED.test(specifier)) return { url: specifier, format: "module", shortCircuit: true };
  const parent = context.parentURL;
  if (parent !== undefined && VERSIONED.test(parent)) {
    const path = resolveLocalModule(specifier, dirname(fileURLToPath(parent.replace(/\?.*$/, ""))));
    if (path !== undefined) return { url: localModules(path)[0]!.url, format: "module", shortCircuit: true };
  }
  return next(specifier, context);
}

export function load<T>(url: string, context: object, next: (url: string, context: object) => T): Loaded | T {
  if (!VERSIONED.test(url)) return next(url, context);
  const path = fileURLToPath(url.replace(/\?.*$/, ""));
  return {
    format: "module",
    source: compileModule(path, readFileSync(path, "utf8")).code,
    shortCircuit: true,
  };
}

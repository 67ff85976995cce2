import module from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { type MappedSource, named } from "./traceback";

type Namespace = Record<string, unknown>;

export interface Importer {
  /** `import` as seen from the notebook's folder. */
  readonly importModule: (specifier: string, options?: ImportCallOptions) => Promise<Namespace>;
  /** A module that the kernel itself provides, for `require`. */
  readonly required: (name: string) => unknown;
  /** The source of a local TypeScript module, by its script name in stack traces. */
  readonly sourceOf: (script: string) => MappedSource | undefined;
}

/**
 * @param folder the notebook's folder
 * @param provided modules of the kernel's own, by name, made when they are first asked for
 */
export function createImporter(folder: string, provided: Readonly<Record<string, () => object>>): Importer {
  const native = new vm.Script("(specifier, options) => import(specifier, options)", {
    filename: join(folder, "notebook.mjs"),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as (specifier: string, options?: ImportCallOptions) => Promise<Namespace>;
  const made = new Map<string, object>();
  const own = (name: string) => {
    if (!made.has(name) && Object.hasOwn(provided, name)) made.set(name, provided[name]!());
    return made.get(name);
  };
  const sources = new Map<string, { readonly path: string; readonly source: string }>();
  let hooked = false;

  return {
    required: own,
    sourceOf: (script) => {
      const known = sources.get(script);
      if (known === undefined) return undefined;
      const { compileModule } = localModulesRoom();
      return {
        title: named(known.path, folder),
        source: known.source,
        map: compileModule(known.path, known.source).map,
      };
    },
    importModule: async (specifier, options) => {
      const provided = own(specifier);
      if (provided !== undefined) return { ...provided, default: provided };
      const { resolveLocalModule, localModules } = localModulesRoom();
      const path = resolveLocalModule(specifier, folder);
      if (path === undefined) return native(specifier, options);
      if (!hooked) {
        hooked = true;
        hookLocalModules();
      }
      const modules = localModules(path);
      for (const { url, path, source } of modules) sources.set(url, { path, source });
      return native(modules[0]!.url, options);
    },
  };
}

/** Loaded when the first import comes: it needs a parser, and most cells import nothing. */
function localModulesRoom(): typeof import("./local-modules") {
  return require("./local-modules");
}

function hookLocalModules(): void {
  const { registerHooks } = module as { registerHooks?: (hooks: object) => void };
  if (registerHooks) registerHooks(require("./local-module-hooks"));
  else module.register(pathToFileURL(join(__dirname, "local-module-hooks.js")));
}

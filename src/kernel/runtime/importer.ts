import module, { createRequire, isBuiltin } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { defaultSettings, type ProjectSettings } from "../project-settings";
import { isTypeScript } from "./is-typescript";
import type { LocalModules } from "./local-modules";
import { type MappedSource, named } from "./stack-traces";
import type { Uninterrupted } from "./uninterrupted";

type Namespace = Record<string, unknown>;

export interface Importer {
  /** `import` as seen from the notebook's folder. */
  readonly importModule: (specifier: string, options?: ImportCallOptions) => Promise<Namespace>;
  /** `require` as seen from there. */
  readonly require: NodeJS.Require;
  /** `import.meta.resolve` as seen from there. */
  readonly resolve: (specifier: string) => string;
  /** The source of a local TypeScript module, by its script name in stack traces. */
  readonly sourceOf: (script: string) => MappedSource | undefined;
  /** To be called before a cell runs. */
  readonly configure: (settings: ProjectSettings) => void;
  /** To be called after a stop, which leaves modules half loaded. */
  readonly forgetHalfLoaded: () => void;
}

/**
 * @param folder the notebook's folder
 * @param provided modules of the kernel's own, by name, made when they are first asked for
 * @param uninterrupted does what must not be stopped half way
 */
export function createImporter(
  folder: string,
  provided: Readonly<Record<string, () => object>>,
  uninterrupted: Uninterrupted,
): Importer {
  const native = new vm.Script("(specifier, options) => import(specifier, options)", {
    filename: join(folder, "notebook.mjs"),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as (specifier: string, options?: ImportCallOptions) => Promise<Namespace>;
  const nativeRequire = createRequire(join(folder, "notebook.ts"));
  const made = new Map<string, object>();
  const own = (name: string) => {
    if (!made.has(name) && Object.hasOwn(provided, name)) made.set(name, provided[name]!());
    return made.get(name);
  };
  const sources = new Map<string, MappedSource>();
  const versions = new Map<string, string>();
  /** The local files of imports that have not come to their end. */
  const loading = new Set<readonly string[]>();
  let settings = defaultSettings;
  let created: LocalModules | undefined;
  let hooks: MessagePort | undefined;

  /** Made when the first import comes: it needs a parser, and most cells import nothing. */
  function locals(): LocalModules {
    if (created) return created;
    return uninterrupted(() => {
      const { createLocalModules } = require("./local-modules") as typeof import("./local-modules");
      created = createLocalModules(folder);
      hooks = hookLocalModules(folder, created);
      configure(settings);
      return created;
    });
  }

  function configure(changed: ProjectSettings): void {
    settings = changed;
    created?.configure(settings);
    hooks?.postMessage({ settings });
  }

  /** The local file behind a specifier, with all that it imports in the versions of now. */
  function localFile(specifier: string) {
    const path = locals().resolve(specifier, folder);
    if (path === undefined) return undefined;
    const reached = locals().reach(path);
    for (const { path: file, url, source } of reached) {
      // CommonJS modules and JSON are remembered by their path.
      if (versions.get(file) !== url) delete nativeRequire.cache[file];
      versions.set(file, url);
      if (isTypeScript(file) && !sources.has(url)) sources.set(url, mappedSource(file, source));
    }
    return { ...reached[0]!, reached };
  }

  function mappedSource(file: string, source: string): MappedSource {
    let map: string | undefined;
    return {
      title: named(file, folder),
      file,
      source,
      get map() {
        map ??= locals().compile(file, source).map;
        return map;
      },
    };
  }

  function requireModule(name: string): unknown {
    const provided = own(name);
    if (provided !== undefined) return provided;
    const file = isBuiltin(name) ? undefined : localFile(name);
    if (file !== undefined && isTypeScript(file.path))
      throw new Error(
        `Cannot require "${name}": a TypeScript file is an ES module. Write import … from "${name}" instead`,
      );
    return nativeRequire(file?.path ?? name);
  }

  return {
    sourceOf: (script) => sources.get(script),
    configure,
    forgetHalfLoaded: () => {
      for (const [file, module] of Object.entries(nativeRequire.cache))
        if (module && !module.loaded) delete nativeRequire.cache[file];
      const files = [...loading].flat();
      if (files.length === 0) return;
      created?.renew(files);
      hooks?.postMessage({ renew: files });
      loading.clear();
    },
    require: Object.assign(requireModule, nativeRequire),
    resolve: (specifier) => {
      if (isBuiltin(specifier)) return specifier.startsWith("node:") ? specifier : `node:${specifier}`;
      const isPath = /^(?:\.{1,2}(?:\/|$)|\/)/.test(specifier);
      const path = locals().resolve(specifier, folder) ?? (isPath ? resolve(folder, specifier) : undefined);
      return /^\w+:\/\//.test(specifier)
        ? specifier
        : pathToFileURL(path ?? nativeRequire.resolve(specifier)).href;
    },
    importModule: async (specifier, options) => {
      const provided = own(specifier);
      if (provided !== undefined) return { ...provided, default: provided };
      const file = isBuiltin(specifier) ? undefined : localFile(specifier);
      const url = file?.url ?? specifier;
      // The type checker asks for no attribute.
      const isJson = /\.json(?:\?v=[0-9a-f]+)?$/.test(url);
      const attributes = isJson ? { ...options, with: { type: "json", ...options?.with } } : options;
      const files = file?.reached.map(({ path }) => path) ?? [];
      loading.add(files);
      try {
        return await native(url, attributes);
      } finally {
        loading.delete(files);
      }
    },
  };
}

/** @returns where later settings are to be sent, if the hooks have a thread of their own */
function hookLocalModules(folder: string, modules: LocalModules): MessagePort | undefined {
  const { registerHooks } = module as { registerHooks?: (hooks: object) => void };
  if (registerHooks) {
    const hooks = require("./local-module-hooks") as typeof import("./local-module-hooks");
    hooks.initialize(modules);
    registerHooks({ resolve: hooks.resolve, load: hooks.load });
    return undefined;
  }
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  module.register(pathToFileURL(join(__dirname, "local-module-hooks.js")), {
    data: { folder, port: port2 },
    transferList: [port2],
  });
  return port1;
}

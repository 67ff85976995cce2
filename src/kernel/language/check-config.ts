import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { CompilerOptions } from "typescript/unstable/sync";
import { defaultSettings, type ProjectSettings } from "../project-settings";

/** What cells need whatever tsconfig.json says: they are modules, they import .ts files, and nothing is written. */
const ALWAYS = {
  module: "preserve",
  moduleResolution: "bundler",
  moduleDetection: "force",
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  noEmit: true,
  skipLibCheck: true,
  noLib: false,
  isolatedModules: false,
  verbatimModuleSyntax: false,
  erasableSyntaxOnly: false,
  isolatedDeclarations: false,
  rewriteRelativeImportExtensions: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
  rootDir: null,
  outDir: null,
  declarationDir: null,
  tsBuildInfoFile: null,
};

const WITHOUT_CONFIG = {
  target: "esnext",
  lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
  types: ["node"],
  customConditions: ["node"],
};

/** ScriptTarget.ES2022: cells await at their top level. */
const LOWEST_TARGET = 9;

/** The tsconfig.json that rules a folder: its own, or that of the nearest folder above. */
export function nearestConfig(folder: string): string | undefined {
  return upwards(folder)
    .map((each) => join(each, "tsconfig.json"))
    .find((file) => existsSync(file));
}

/** A project that contains next to nothing, for asking which options a tsconfig.json and those it extends come to. */
export function probeConfig(config: string, file: string): string {
  return JSON.stringify({
    extends: slashed(config),
    compilerOptions: { ...ALWAYS, noLib: true },
    files: [file],
    include: [],
    references: [],
  });
}

/**
 * The project of a notebook's cells.
 *
 * @param config the tsconfig.json that rules the notebook's folder, with the options it comes to
 * @param strict without a tsconfig.json
 */
export function cellsConfig(
  folder: string,
  files: readonly string[],
  config?: { readonly path: string; readonly options: CompilerOptions },
  strict = true,
): string {
  const { types, target, customConditions } = config?.options ?? WITHOUT_CONFIG;
  const { assignsFields, paths } = projectSettings(config?.options);
  const own = config && {
    ...(types ? {} : { types: ["node"] }),
    ...(customConditions ? {} : { customConditions: ["node"] }),
    ...(typeof target === "number" && target < LOWEST_TARGET ? { target: "es2022" } : {}),
    useDefineForClassFields: !assignsFields,
    baseUrl: null,
    paths,
  };
  const nodeTypes = types?.includes("node") === false ? undefined : kernelNodeTypes(folder);
  return JSON.stringify({
    ...(config && { extends: slashed(config.path) }),
    compilerOptions: { ...(own ?? { ...WITHOUT_CONFIG, strict }), ...ALWAYS },
    files: [...files, ...(nodeTypes ? [nodeTypes] : [])],
    include: [],
    references: [],
  });
}

/** What running a cell has to know of the options. */
export function projectSettings(options: CompilerOptions | undefined): ProjectSettings {
  if (options === undefined) return defaultSettings;
  const { target, useDefineForClassFields } = options;
  const isOld = typeof target === "number" && target < LOWEST_TARGET;
  return {
    legacyDecorators: options.experimentalDecorators === true,
    decoratorMetadata: options.emitDecoratorMetadata === true,
    assignsFields: !(useDefineForClassFields ?? !isOld),
    paths: wholePaths(options),
  };
}

/** TypeScript 7 has no `baseUrl` any more, but many a tsconfig.json has. */
function wholePaths(options: CompilerOptions): Readonly<Record<string, readonly string[]>> {
  const {
    paths = {},
    baseUrl,
    pathsBasePath,
  } = options as CompilerOptions & {
    readonly baseUrl?: string;
    readonly pathsBasePath?: string;
  };
  const base = baseUrl ?? pathsBasePath;
  if (base === undefined) return {};
  const whole = Object.entries(paths).map(([pattern, targets]) => [
    pattern,
    targets.map((target) => slashed(resolve(base, target))),
  ]);
  const all = baseUrl === undefined || "*" in paths ? {} : { "*": [`${slashed(baseUrl)}/*`] };
  return { ...Object.fromEntries(whole), ...all };
}

/** Files of package managers that change when packages are installed. */
export function packageLocks(folder: string): readonly string[] {
  return upwards(folder).flatMap((each) =>
    [".package-lock.json", ".modules.yaml", ".yarn-state.yml"].map((file) =>
      join(each, "node_modules", file),
    ),
  );
}

/** TypeScript writes paths with slashes on Windows too. */
export function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

/** The kernel's own copy of Node's types, for a notebook whose folder has none. */
function kernelNodeTypes(folder: string): string | undefined {
  const installed = upwards(folder).some((each) => existsSync(join(each, "node_modules", "@types", "node")));
  return installed
    ? undefined
    : slashed(join(dirname(require.resolve("@types/node/package.json")), "index.d.ts"));
}

function upwards(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

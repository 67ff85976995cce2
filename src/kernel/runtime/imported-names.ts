import type { CellHelpers } from "../language/to-script";

type Namespace = Readonly<Record<string, unknown>>;

/**
 * The exports that an import declaration names. What a CommonJS module exports is found even where Node's analysis of
 * its source does not see the names.
 *
 * @param importModule `import(…)` as seen from the notebook
 */
export function importedNames(importModule: CellHelpers["import"]): CellHelpers["names"] {
  return async (specifier, wanted, options) => {
    const isOfTypes = Object.values(wanted).every((use) => use === "type");
    let module: Namespace;
    try {
      module = (await importModule(specifier, options)) as Namespace;
    } catch (thrown) {
      if (isOfTypes && (thrown as { code?: unknown } | undefined)?.code === "ERR_MODULE_NOT_FOUND") return {};
      throw thrown;
    }
    module = withOwnDefault(module);
    const names: Record<string, unknown> = {};
    for (const [name, use] of Object.entries(wanted)) {
      if (name === "*") names[name] = withDefaults(module);
      else if (name in module) names[name] = module[name];
      else if (has(module.default, name)) names[name] = module.default[name];
      else if (use === "value") throw missing(specifier, name, module);
    }
    return names;
  };
}

/**
 * An ES module that was compiled to CommonJS has a default export of its own, which Node hides: it takes all that a
 * CommonJS module exports for its default. The type checker knows the one that was written.
 */
function withOwnDefault(module: Namespace): Namespace {
  if (module.__esModule !== true || !has(module.default, "default")) return module;
  return { ...module.default, ...module, default: module.default.default };
}

/** The namespace of a CommonJS module with all that the module exports. */
function withDefaults(module: Namespace): Namespace {
  const { default: exported } = module;
  if (typeof exported !== "object" && typeof exported !== "function") return module;
  if (exported === null) return module;
  const inDefault = exported as Namespace;
  const names = Object.keys(module).filter((name) => name !== "default" && name !== "module.exports");
  // An ES module whose default export is something else of its own stays as it is.
  const isCommonJs = names.every((name) => has(inDefault, name) && inDefault[name] === module[name]);
  if (!isCommonJs || Object.keys(inDefault).every((name) => name in module)) return module;
  const all = Object.create(null, Object.getOwnPropertyDescriptors(inDefault)) as Record<string, unknown>;
  return Object.assign(Object.create(all), { ...module }) as Namespace;
}

function has(value: unknown, name: string): value is Namespace {
  return (typeof value === "object" || typeof value === "function") && value !== null && name in value;
}

function missing(specifier: string, name: string, module: Namespace): SyntaxError {
  const exported = Object.keys(module).filter((each) => each !== "module.exports");
  const found =
    exported.length > 12 ? `${exported.slice(0, 12).join(", ")}, …` : exported.join(", ") || "nothing";
  return new SyntaxError(
    name === "default"
      ? `"${specifier}" has no default export. It exports ${found}: import one of them in braces`
      : `"${specifier}" exports nothing called "${name}". It exports ${found}`,
  );
}

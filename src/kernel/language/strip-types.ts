import type { Program } from "oxc-parser";
import { transformSync } from "oxc-transform";
import type { ProjectSettings } from "../project-settings";
import { CellErrorException } from "./cell-error";
import { walk } from "./walk";

export interface StripOptions extends Partial<TranslationSettings> {
  /** The name of the source in the source map and in errors. */
  readonly fileName: string;
  /**
   * A cell keeps the imports that it does not use itself, and finds `babelHelpers.usingCtx` where it says `using`; a
   * module stands alone.
   */
  readonly kind: "cell" | "module";
}

export type TranslationSettings = Pick<
  ProjectSettings,
  "legacyDecorators" | "decoratorMetadata" | "assignsFields"
>;

export interface Stripped {
  readonly code: string;
  /** Source map version 3. */
  readonly map: object;
}

/**
 * JavaScript for Node 20 from TypeScript.
 *
 * @param program what parsing the source gave
 */
export function stripTypes(source: string, program: Program, options: StripOptions): Stripped {
  return needsSwc(source, program, options) ? withSwc(source, options) : withOxc(source, options);
}

/**
 * oxc's transformer knows decorators and accessors not at all and namespaces in part, for `using` it wants a package that
 * is not there, and it always defines fields.
 */
function needsSwc(source: string, program: Program, { kind, assignsFields = false }: StripOptions): boolean {
  if (
    !/@|\b(?:accessor|namespace|module|using)\b/.test(source) &&
    !(assignsFields && /\bclass\b/.test(source))
  )
    return false;
  let found = false;
  walk(program, (node) => {
    if (
      node.type === "Decorator" ||
      (assignsFields && node.type === "PropertyDefinition") ||
      node.type === "AccessorProperty" ||
      node.type === "TSAbstractAccessorProperty" ||
      (node.type === "TSModuleDeclaration" && !node.declare) ||
      (kind === "module" && node.type === "VariableDeclaration" && node.kind.endsWith("using"))
    )
      found = true;
    return !found;
  });
  return found;
}

function withOxc(source: string, { fileName, kind }: StripOptions): Stripped {
  const { code, map, errors } = transformSync(fileName, source, {
    lang: "ts",
    sourceType: "module",
    sourcemap: true,
    target: "es2025",
    typescript: { onlyRemoveTypeImports: kind === "cell" },
    helpers: { mode: "External" as never },
  });
  const [error] = errors.filter(({ severity }) => severity === "Error");
  if (error) throw failed(error.message);
  return { code, map: map! };
}

/** swc is loaded when it is first needed: 20 ms and 40 MB. */
function withSwc(source: string, options: StripOptions): Stripped {
  const { fileName, kind, legacyDecorators, decoratorMetadata = false, assignsFields = false } = options;
  const { transformSync } = require("@swc/core") as typeof import("@swc/core");
  try {
    const { code, map } = transformSync(source, {
      filename: fileName,
      swcrc: false,
      configFile: false,
      isModule: true,
      sourceMaps: true,
      module: { type: "es6" },
      jsc: {
        target: "es2022",
        parser: { syntax: "typescript", decorators: true },
        transform: {
          verbatimModuleSyntax: kind === "cell",
          useDefineForClassFields: !assignsFields,
          ...(legacyDecorators
            ? { legacyDecorator: true, decoratorMetadata }
            : { decoratorVersion: "2023-11" as never }),
        },
      },
    });
    return { code, map: JSON.parse(map!) as object };
  } catch (thrown) {
    throw failed((thrown as Error).message.split("\n")[0]!.replace(/^[\s×x]+/, ""));
  }
}

function failed(reason: string): CellErrorException {
  const evalue = `Cannot translate this to JavaScript: ${reason}`;
  return new CellErrorException({ ename: "SyntaxError", evalue, traceback: [`SyntaxError: ${evalue}`] });
}

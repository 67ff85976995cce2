import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import type { CellHelpers, CellScript } from "../language/to-script";
import { importedNames } from "./imported-names";
import { createResourceStack } from "./resource-stack";

export interface Runner {
  /**
   * Runs a cell.
   *
   * @returns the value of its last expression, if it has one; a promise of that, if the cell is async
   */
  run(script: Pick<CellScript, "names" | "code"> & { readonly fileName: string }): unknown;
}

/**
 * Runs the scripts of cells in this process, one after the other, in one script scope.
 *
 * @param folder where the notebook is
 * @param importModule `import(…)` as seen from there
 */
export function createRunner({
  folder,
  importModule,
  resolve,
}: {
  readonly folder: string;
  readonly importModule: CellHelpers["import"];
  /** What `import.meta.resolve` does. */
  readonly resolve?: (specifier: string) => string;
}): Runner {
  const file = join(folder, "notebook.ts");
  const helpers: CellHelpers = {
    import: importModule,
    names: importedNames(importModule),
    meta: { url: pathToFileURL(file).href, dirname: folder, filename: file, resolve },
    using: createResourceStack,
  };
  const declared = new Set<string>();
  return {
    run: ({ names, code, fileName }) => {
      for (const name of names) {
        if (!declared.has(name)) declare(name);
        declared.add(name);
      }
      const script = new vm.Script(code, {
        filename: fileName,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
      const cell = script.runInThisContext() as (helpers: CellHelpers) => unknown;
      return cell.call(undefined, helpers);
    },
  };
}

function declare(name: string): void {
  try {
    new vm.Script(`let ${name};`).runInThisContext();
  } catch (thrown) {
    // Code that a cell evaluated itself may have declared it, in the same scope.
    if (!(thrown instanceof SyntaxError)) throw thrown;
  }
}

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import type { AwaitHelpers, CellHelpers, CellScript } from "../language/to-script";
import { importedNames } from "./imported-names";
import { createResourceStack } from "./resource-stack";
import { createStoppedCells } from "./stopped-cells";

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
  awaitHelpers = createStoppedCells(() => 0),
}: {
  readonly folder: string;
  readonly importModule: CellHelpers["import"];
  /** What `import.meta.resolve` does. */
  readonly resolve?: (specifier: string) => string;
  readonly awaitHelpers?: AwaitHelpers;
}): Runner {
  const file = join(folder, "notebook.ts");
  const { owner, isOver, never } = awaitHelpers;
  /** A module that has been loaded after its cell was stopped: the cell must not begin. */
  const importUnlessStopped: CellHelpers["import"] = async (specifier, options) => {
    const cell = owner();
    try {
      const module = await importModule(specifier, options);
      return isOver(cell) ? never() : module;
    } catch (thrown) {
      if (isOver(cell)) return never();
      throw thrown;
    }
  };
  const helpers: CellHelpers = {
    import: importUnlessStopped,
    names: importedNames(importUnlessStopped),
    meta: { url: pathToFileURL(file).href, dirname: folder, filename: file, resolve },
    ...awaitHelpers,
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

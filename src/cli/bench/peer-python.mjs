import { join } from "node:path";
import { ToolFailure } from "../child.mjs";
import { pythonPrefix } from "../python-prefix.mjs";

/**
 * The Python of an environment with a package to compare with; undefined, and a line that says why, if pip cannot install it.
 *
 * @param {string} name of the package
 * @param {readonly string[]} requirements with exact versions, as pip reads them
 */
export async function peerPython(name, requirements) {
  try {
    return await pythonPrefix(join("bench", name), requirements);
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error;
    console.log(`${name} could not be installed and is left out: ${error.message}\n${error.details}`);
    return undefined;
  }
}

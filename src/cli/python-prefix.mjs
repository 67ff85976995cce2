import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./child.mjs";
import { out, venvPython } from "./paths.mjs";
import { pythonEnv } from "./python-environment.mjs";
import { stepOnce } from "./step.mjs";

/**
 * Makes a Python environment of its own with some packages, beside the project's.
 *
 * @param {string} name of the folder, below out
 * @param {readonly string[]} requirements with exact versions, as pip reads them
 * @returns {Promise<string>} its Python
 * @throws {import("./child.mjs").ToolFailure} if pip cannot install them
 */
export async function pythonPrefix(name, requirements) {
  const prefix = join(out, name);
  const python =
    process.platform === "win32" ? join(prefix, "Scripts", "python.exe") : join(prefix, "bin", "python");
  const key = requirements.join(", ");
  await stepOnce(key, { stamp: join(prefix, ".installed"), key }, async () => {
    rmSync(prefix, { recursive: true, force: true });
    mkdirSync(prefix, { recursive: true });
    const options = { env: pythonEnv() };
    await runTool(venvPython, ["-m", "venv", prefix], options);
    const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
    await runTool(python, ["-m", "pip", "install", ...quiet, ...requirements], options);
  });
  return python;
}

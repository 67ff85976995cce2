import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the whole project, wherever it was cloned. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

export const nodeModules = join(root, "node_modules");
export const notebooks = join(root, "notebooks");
/** Everything that commands write and that may be deleted: executed notebooks, logs, reports. */
export const out = join(root, "out");
/** The project's own Python, with JupyterLab in it. */
export const venv = join(root, ".venv");
export const venvPython =
  process.platform === "win32" ? join(venv, "Scripts", "python.exe") : join(venv, "bin", "python");

// Everything between a fresh clone and a running course. It runs before any package is installed: only Node's own
// modules.
import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { command } from "./command.mjs";
import { compile } from "./compile.mjs";
import { findPython } from "./find-python.mjs";
import { jupyterSettings } from "./jupyter-settings.mjs";
import { npmPackages } from "./npm-packages.mjs";
import { packageLinks } from "./package-links.mjs";
import { nodeModules, out, root, venv, venvPython } from "./paths.mjs";
import { pythonEnvironment } from "./python-environment.mjs";
import { withSetupLock } from "./setup-lock.mjs";

/**
 * Sets up what is missing; what is there is left alone.
 *
 * @param {{ dev?: boolean, python?: boolean }} [options] `dev`: what the tests need too; `python: false`: no JupyterLab
 */
export async function setup({ dev = false, python = true } = {}) {
  for (const folder of [root, nodeModules, venv, out]) {
    if (existsSync(folder)) accessSync(folder, constants.W_OK);
  }
  // A missing Python is told before the packages are fetched, not after.
  if (python && !existsSync(venvPython)) findPython();
  await withSetupLock(async () => {
    await npmPackages(dev);
    packageLinks();
    if (python) await pythonEnvironment();
    await compile();
    if (python) await jupyterSettings();
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  command(() => setup());
}

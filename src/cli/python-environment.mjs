import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTool, ToolFailure } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { findPython } from "./find-python.mjs";
import { root, venv, venvPython } from "./paths.mjs";
import { stepOnce } from "./step.mjs";
import { whyInstallFailed } from "./why-install-failed.mjs";

const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));
const stamp = join(venv, ".reseed-packages");

/** Makes the project's own Python environment in .venv, with the pinned JupyterLab. */
export async function pythonEnvironment() {
  const key = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 16);
  const runs = await environmentRuns();
  await stepOnce("Python packages", { stamp, key, intact: runs }, async (wasUnfinished) => {
    if (!runs || wasUnfinished || !existsSync(stamp)) await createEnvironment();
    await pip(["install", "--quiet", "--no-warn-script-location", "--progress-bar=off", "-r", requirements]);
  });
}

/** A Python that was upgraded or removed leaves an environment that does not start any more. */
async function environmentRuns() {
  if (!existsSync(venvPython)) return false;
  try {
    await runTool(venvPython, ["-c", "import pip"], { env: pythonEnv() });
    return true;
  } catch {
    return false;
  }
}

async function createEnvironment() {
  const { command, version } = findPython();
  const [python, ...args] = command;
  try {
    await runTool(python, [...args, "-m", "venv", "--clear", venv], { cwd: root, env: pythonEnv() });
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error;
    const message = /ensurepip is not available|No module named '?(venv|ensurepip)/.test(error.output)
      ? `Python ${version} has no venv module. Install it (Debian, Ubuntu: sudo apt install python3-venv python${version}-venv), then run the same command again`
      : whyInstallFailed("pip", error.output).replace(
          /^pip failed/,
          `Python ${version} could not make ${venv}`,
        );
    throw new Failure(message, error.details);
  }
}

/**
 * Runs the environment's own pip.
 *
 * @param {string[]} args
 */
export async function pip(args) {
  try {
    await runTool(venvPython, ["-m", "pip", ...args, "--disable-pip-version-check", "--no-input"], {
      cwd: root,
      env: pythonEnv(),
    });
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error;
    throw new Failure(whyInstallFailed("pip", error.output), error.details);
  }
}

/** The user's settings without those that would send packages elsewhere or mix in others. */
export function pythonEnv() {
  const { PYTHONPATH, PYTHONHOME, PIP_TARGET, PIP_PREFIX, VIRTUAL_ENV, ...env } = process.env;
  return { ...env, PIP_USER: "0", PYTHONNOUSERSITE: "1", PYTHONUTF8: "1" };
}

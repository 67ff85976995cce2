import { spawnSync } from "node:child_process";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const isWindows = process.platform === "win32";

/**
 * The folder of the Python environment that is in use: where `jupyter` looks for kernels of its own. It is the one that
 * `jupyter` is installed in, else the activated one, else that of the first Python on the PATH.
 *
 * @throws Error in one line if there is none
 */
export function environmentPrefix(env: NodeJS.ProcessEnv = process.env): string {
  const jupyter = findProgram("jupyter", env);
  const beside = jupyter === undefined ? undefined : pythonBeside(realpathSync(jupyter));
  const activated = env.VIRTUAL_ENV || env.CONDA_PREFIX || undefined;
  const prefix =
    askForPrefix(beside, env) ??
    activated ??
    askForPrefix(findProgram("python3", env), env) ??
    askForPrefix(findProgram("python", env), env);
  if (prefix !== undefined) return prefix;
  throw new Error(
    "Cannot find the Python environment to install into: no jupyter and no python is on the PATH. Activate the environment, or name its folder with --prefix",
  );
}

function findProgram(
  name: string,
  { PATH = "", PATHEXT = ".EXE;.CMD;.BAT" }: NodeJS.ProcessEnv,
): string | undefined {
  const endings = isWindows ? PATHEXT.split(";") : [""];
  const paths = PATH.split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return paths.find(isProgram);
}

function pythonBeside(program: string): string | undefined {
  const folder = dirname(program);
  const paths = isWindows
    ? [join(folder, "python.exe"), join(folder, "..", "python.exe")]
    : [join(folder, "python3"), join(folder, "python")];
  return paths.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function askForPrefix(python: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  if (python === undefined) return undefined;
  const { status, stdout } = spawnSync(python, ["-c", "import sys; print(sys.prefix)"], {
    env: { ...env, PYTHONIOENCODING: "utf-8" },
    encoding: "utf8",
    timeout: 20_000,
  });
  return status === 0 ? stdout.trim() : undefined;
}

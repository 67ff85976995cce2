import { spawnSync } from "node:child_process";
import { fail } from "./failure.mjs";

const usualNames = [
  ["python3"],
  ["python"],
  ["python3.14"],
  ["python3.13"],
  ["python3.12"],
  ["python3.11"],
  ["python3.10"],
  ["py", "-3"],
];

/** Debian splits ensurepip, which a venv needs for its pip, into a package of its own. */
const probe = `
import sys
print("%d.%d" % sys.version_info[:2])
try:
    import venv, ensurepip
    print("venv")
except ImportError:
    print("no venv")
`;

/** @typedef {{ command: readonly string[], version: string }} Python the words that start it, and "3.12" */

/**
 * Finds a Python that can make the project's own environment. The environment variable PYTHON names a certain one.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Python}
 * @throws {import("./failure.mjs").Failure} if there is none, naming the command that mends it
 */
export function findPython(env = process.env) {
  const commands = env.PYTHON ? [[env.PYTHON]] : usualNames;
  const found = commands.flatMap((command) => ask(command, env));
  const newEnough = found.filter(({ version }) => isNewEnough(version));
  const usable = newEnough.find(({ hasVenv }) => hasVenv);
  if (usable) return usable;
  if (newEnough.length > 0) {
    const [{ command, version }] = newEnough;
    fail(`Python ${version} (${command.join(" ")}) has no venv module. ${venvAdvice(version)}`);
  }
  if (found.length > 0) {
    fail(`Python ${found[0].version} is too old: version 3.10 or newer is needed. ${pythonAdvice()}`);
  }
  if (env.PYTHON) {
    fail(`Cannot run PYTHON=${env.PYTHON}: set it to the path of Python 3.10 or newer, or leave it out`);
  }
  return fail(`Python was not found: version 3.10 or newer is needed. ${pythonAdvice()}`);
}

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 */
function ask(command, env) {
  const [name, ...args] = command;
  const { status, stdout } = spawnSync(name, [...args, "-c", probe], {
    env,
    encoding: "utf8",
    timeout: 20000,
  });
  const match = status === 0 && /^(\d+\.\d+)\s+(no )?venv/.exec(stdout);
  return match ? [{ command, version: match[1], hasVenv: !match[2] }] : [];
}

/** @param {string} version */
function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major === 3 && minor >= 10;
}

/** @param {string} version */
function venvAdvice(version) {
  return process.platform === "linux"
    ? `Install it (Debian, Ubuntu: sudo apt install python3-venv python${version}-venv), then run the same command again`
    : `${pythonAdvice()}`;
}

function pythonAdvice() {
  switch (process.platform) {
    case "linux":
      return "Install it (Debian, Ubuntu: sudo apt install python3 python3-venv), then run the same command again";
    case "darwin":
      return "Install it (brew install python, or https://www.python.org), then run the same command again";
    default:
      return "Install it from https://www.python.org, then run the same command again";
  }
}

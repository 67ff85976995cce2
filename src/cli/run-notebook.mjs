import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ended, ownGroup } from "./child.mjs";
import { jupyterEnv } from "./jupyter-env.mjs";
import { venvPython } from "./paths.mjs";

const script = fileURLToPath(new URL("run_notebook.py", import.meta.url));

/**
 * What came of a notebook: its computing time, or the cell that failed, or a kernel that is not there.
 *
 * @typedef {{ seconds?: number, failed?: { cell: number, error: string }, unknownKernel?: string, known?: string }} Result
 */

/**
 * Runs one notebook on its kernel, without a browser, and writes it executed as .ipynb and .html.
 *
 * @param {string} path
 * @param {{ out: string, parameters: Record<string, number | string>, kernel?: string | undefined }} options
 * @param {(progress: { cell: number, of: number }) => void} onCell called before each code cell
 * @returns {Promise<Result>}
 */
export async function runNotebook(path, { out, parameters, kernel }, onCell) {
  const args = [script, path, out, JSON.stringify(parameters), ...(kernel ? [kernel] : [])];
  const child = spawn(venvPython, args, {
    env: jupyterEnv(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: ownGroup,
  });
  let cell = 1;
  let stderr = "";
  /** @type {Result} */
  let result = {};
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const said = JSON.parse(line);
    if (said.cell === undefined) result = said;
    else {
      cell = said.cell;
      onCell(said);
    }
  });
  const { code, signal } = await ended(child);
  if (Object.keys(result).length > 0) return result;
  return { failed: { cell, error: stderr.trim() || `Python ended with ${signal || `code ${code}`}` } };
}

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { endWithCommand, ownGroup } from "./child.mjs";
import { Failure } from "./failure.mjs";
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
export function runNotebook(path, { out, parameters, kernel }, onCell) {
  const args = [script, path, out, JSON.stringify(parameters), ...(kernel ? [kernel] : [])];
  return new Promise((resolve, reject) => {
    const child = spawn(venvPython, args, {
      env: jupyterEnv(),
      stdio: ["ignore", "pipe", "pipe"],
      detached: ownGroup,
    });
    endWithCommand(child);
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
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal || code === null || code > 128) reject(new Failure(`${path} was stopped in cell ${cell}`));
      else if (Object.keys(result).length > 0) resolve(result);
      else resolve({ failed: { cell, error: stderr.trim() || `Python ended with code ${code}` } });
    });
  });
}

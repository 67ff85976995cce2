import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { endWithCommand, ownGroup } from "./child.mjs";
import { fail } from "./failure.mjs";
import { jupyterEnv } from "./jupyter-env.mjs";
import { notebooks, out, venvPython } from "./paths.mjs";

const startTimeoutMs = 120000;

/** What JupyterLab says goes there, not to the terminal. */
export const logFile = join(out, "jupyter.log");

/**
 * Starts JupyterLab on the notebooks and resolves once its page answers.
 *
 * @param {{ port: number, host: string }} options
 * @returns {Promise<{ address: string, ended: Promise<void>, stop: () => Promise<void> }>}
 */
export async function jupyterServer({ port, host }) {
  mkdirSync(notebooks, { recursive: true });
  mkdirSync(out, { recursive: true });
  // In the environment, because other users of the machine can read the words of a command.
  const token = randomBytes(24).toString("hex");
  const log = openSync(logFile, "w");
  const server = spawn(
    venvPython,
    [
      ...["-m", "jupyterlab", "--no-browser", "--allow-root"],
      ...[`--ServerApp.root_dir=${notebooks}`, `--ServerApp.ip=${host}`, `--ServerApp.port=${port}`],
      ...["--ServerApp.port_retries=0", "--MultiKernelManager.default_kernel_name=reseed"],
    ],
    {
      cwd: notebooks,
      env: { ...jupyterEnv(), JUPYTER_TOKEN: token },
      stdio: ["ignore", log, log],
      detached: ownGroup,
    },
  );
  closeSync(log);
  endWithCommand(server);
  let running = true;
  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) => {
    server.on("error", reject);
    server.on("exit", () => {
      running = false;
      resolve();
    });
  });
  const stop = async () => {
    if (running) server.kill("SIGTERM");
    await Promise.race([ended, wait(10000, undefined, { ref: false })]);
    if (running) server.kill("SIGKILL");
  };

  const page = `http://${pageHost(host)}:${port}/lab?token=${token}`;
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(page))) {
    if (!running)
      fail(`JupyterLab ended while starting: its last lines are above, all are in ${logFile}`, lastLog());
    if (Date.now() > deadline) {
      await stop();
      fail(
        `JupyterLab did not answer within ${startTimeoutMs / 1000} s: its last lines are above`,
        lastLog(),
      );
    }
    await wait(150);
  }
  return { address: page, ended, stop };
}

/**
 * The name under which this machine reaches itself.
 *
 * @param {string} host
 */
function pageHost(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * @param {string} page
 * @returns {Promise<boolean>}
 */
function answers(page) {
  return new Promise((resolve) => {
    const request = http.get(page, { timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}

function lastLog() {
  return readFileSync(logFile, "utf8").trim().split("\n").slice(-12).join("\n");
}

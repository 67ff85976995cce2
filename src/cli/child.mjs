import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { Failure } from "./failure.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** @type {(pids: number[]) => void} */
let tellChildren = () => {};

/**
 * Calls back with the process numbers of the tools at work, whenever they change.
 *
 * @param {(pids: number[]) => void} listener
 */
export function onChildren(listener) {
  tellChildren = listener;
}

function changed() {
  tellChildren([...running].flatMap(({ pid }) => pid || []));
}

/**
 * Ends every tool that still runs, so that an interrupted command leaves nothing behind. npm takes a while, because
 * it removes what it has begun; a tool that takes too long is ended the hard way.
 */
export async function stopChildren() {
  stopping = true;
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGKILL"])) {
    for (const child of running) signalGroup(child, signal);
    for (let waited = 0; running.size > 0 && waited < patienceMs; waited += 50) await wait(50);
  }
}

let stopping = false;
const patienceMs = 2000;

/**
 * Reaches the tool and what it has started.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  try {
    if (ownGroup && child.pid) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}

/**
 * Tools get a process group of their own: Ctrl-C reaches the whole group of a terminal, and it is for the command to
 * say who ends when.
 */
export const ownGroup = process.platform !== "win32";

/**
 * From now on, an interrupted command ends this process too, which was started with `detached: ownGroup`.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
export function endWithCommand(child) {
  running.add(child);
  changed();
  const forget = () => {
    running.delete(child);
    changed();
  };
  child.once("error", forget);
  child.once("close", forget);
}

/**
 * Resolves when the tool has ended; never, if the command is being stopped, so that nothing follows.
 *
 * @param {import("node:child_process").ChildProcess} child started with `detached: ownGroup`
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
export function ended(child) {
  endWithCommand(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (!stopping) resolve({ code, signal });
    });
  });
}

/** A tool that ended badly, with everything it printed. */
export class ToolFailure extends Failure {
  /**
   * @param {string} message
   * @param {string} output
   */
  constructor(message, output) {
    super(message, lastLines(output));
    this.output = output;
  }
}

/**
 * Runs a tool without a shell and resolves with what it printed.
 *
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>}
 */
export async function runTool(tool, args, { cwd, env } = {}) {
  // npm on Windows is a batch file, which Node starts through a shell only.
  const shell = process.platform === "win32" && tool.endsWith(".cmd");
  const child = spawn(tool, args, {
    cwd,
    env,
    shell,
    stdio: ["ignore", "pipe", "pipe"],
    detached: ownGroup,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (/** @type {string} */ text) => {
      output += text;
    });
  }
  const { code, signal } = await ended(child);
  if (code !== 0) throw new ToolFailure(`${tool} ended with ${signal || `code ${code}`}`, output);
  return output;
}

/** @param {string} output */
function lastLines(output) {
  return output.trim().split(/\r?\n/).slice(-12).join("\n");
}

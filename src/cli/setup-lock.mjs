import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { onChildren } from "./child.mjs";
import { out } from "./paths.mjs";

/** Holds the numbers of the processes at work: the set-up, and the tool it runs, which may outlive a killed set-up. */
const file = join(out, ".setup-lock");

/**
 * Does the work while no other set-up of this folder is at work.
 *
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withSetupLock(work) {
  mkdirSync(out, { recursive: true });
  let told = false;
  while (!take()) {
    const owners = ownersOf();
    if (owners.length > 0 && !owners.some(isAlive)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) {
      console.log(
        `  Waiting for another set-up of this folder (process ${owners.join(", ")}). If there is none, delete ${file}`,
      );
    }
    told = true;
    await wait(500);
  }
  process.on("exit", release);
  onChildren((pids) => writeFileSync(file, [process.pid, ...pids].join(" ")));
  try {
    return await work();
  } finally {
    onChildren(() => {});
    process.off("exit", release);
    release();
  }
}

function take() {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** None for a file that is just being written, or was just removed. */
function ownersOf() {
  try {
    return readFileSync(file, "utf8").split(" ").map(Number).filter(Boolean);
  } catch {
    return [];
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

function release() {
  rmSync(file, { force: true });
}

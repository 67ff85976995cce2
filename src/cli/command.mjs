import { stopChildren } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { folderProblem } from "./folder-problem.mjs";

/**
 * Runs a command of package.json: a failure is told in one line, and an interruption ends quietly.
 *
 * @param {() => Promise<number | void>} work resolves with the exit code (nothing means 0)
 */
export async function command(work) {
  let stopping = false;
  for (const [signal, code] of /** @type {const} */ ([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ])) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
      console.log("Stopping …");
      await stopChildren();
      console.log("Stopped. The same command goes on from here.");
      process.exit(code);
    });
  }
  try {
    process.exitCode = (await work()) || 0;
  } catch (error) {
    process.exitCode = 1;
    const problem = error instanceof Failure ? error : folderProblem(error);
    if (!problem) throw error;
    if (problem.details) console.error(problem.details.replace(/^/gm, "    "));
    console.error(`✗ ${problem.message}`);
  }
}

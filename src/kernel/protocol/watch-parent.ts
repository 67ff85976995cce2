/** How often, in milliseconds. */
const PERIOD = 2000;

/**
 * Calls `onGone` when the front end's server that started this process has ended without ending the kernel, as after a
 * crash. Jupyter says who that is.
 */
export function watchParent(onGone: () => void, env: NodeJS.ProcessEnv = process.env): void {
  const parent = Number(env.JPY_PARENT_PID);
  // Somebody else stands between, and knows when to end us.
  if (process.ppid !== parent) return;
  const timer = setInterval(() => {
    if (isAlive(parent)) return;
    clearInterval(timer);
    onGone();
  }, PERIOD);
  timer.unref();
}

function isAlive(parent: number): boolean {
  if (process.platform !== "win32") return process.ppid === parent;
  try {
    return process.kill(parent, 0);
  } catch {
    return false;
  }
}

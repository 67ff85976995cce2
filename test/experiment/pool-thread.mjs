// A thread of the pool's tests: it does what its task says, and really dies if it says so.
import { parentPort, threadId } from "node:worker_threads";

parentPort.on("message", ({ say, wait = 0, exit, grow, error, fatal = false }) => {
  if (exit !== undefined) process.exit(exit);
  if (error === "uncaught") throw new Error("nobody caught this");
  const hoard = [];
  while (grow) hoard.push(new Array(1000).fill(Math.random()));
  setTimeout(() => {
    if (error) parentPort.postMessage({ thrown: new RangeError(error), fatal });
    else parentPort.postMessage({ answer: { say, threadId } });
  }, wait);
});

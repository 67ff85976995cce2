/**
 * The user thread: runs compiled cells and nothing else. Everything that must go on while a cell runs is in the
 * protocol thread, which is started first of all: a front end waits for it.
 */
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { shared, type ToProtocol, type ToUser } from "./messages";

const STACK_MB = 64;

const connectionFile = process.argv[2];
if (connectionFile === undefined) {
  console.error(
    "Cannot start the kernel without a connection file. A front end starts it, such as JupyterLab",
  );
  process.exit(2);
}

const memory = new Int32Array(new SharedArrayBuffer(shared.headerInts * 4 + shared.inputBytes));
const protocol = new Worker(join(__dirname, "protocol", "kernel-thread.js"), {
  workerData: { connectionFile: resolve(connectionFile), folder: process.cwd(), memory },
  // The parser is native code, which ends the process where nested brackets exhaust the stack.
  resourceLimits: { stackSizeMb: STACK_MB },
});
const exit = process.exit.bind(process);
const send = (message: ToProtocol) => protocol.postMessage(message);

const { startRuntime } = require("./runtime/runtime") as typeof import("./runtime/runtime");
const { log } = require("./protocol/log") as typeof import("./protocol/log");
const { watchChecker } = require("./watch-checker") as typeof import("./watch-checker");
watchChecker(memory);
const receive = startRuntime({ send, memory, folder: process.cwd(), exit });
protocol.on("message", (message: ToUser) => receive(message));
protocol.on("error", (error) => {
  log(`The kernel's protocol thread failed: ${error.stack}`);
  exit(1);
});
protocol.on("exit", (code) => exit(code));
send({ type: "ready" });

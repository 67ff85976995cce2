/** The protocol thread: everything but the user's code. Nothing that a cell does can stop it. */
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { ToProtocol, ToUser } from "../messages";
import { type Channel, openChannels } from "./channels";
import { readConnectionFile } from "./connection-file";
import { log } from "./log";
import type { Message } from "./message";
import { watchParent } from "./watch-parent";

interface ThreadData {
  readonly connectionFile: string;
  readonly folder: string;
  readonly memory: Int32Array;
}

async function start({ connectionFile, folder, memory }: ThreadData): Promise<void> {
  const port = parentPort!;
  const early: [Channel, Message][] = [];
  let receive = (channel: Channel, message: Message): void => {
    early.push([channel, message]);
  };
  const opening = openChannels(readConnectionFile(connectionFile), {
    onMessage: (channel, message) => receive(channel, message),
    onRefused: (channel, reason) => log(`Ignored a message on ${channel}: ${reason}`),
  });
  // Loaded while the sockets open: a front end that comes too early waits for a tenth of a second.
  const { createKernel } = require("./kernel") as typeof import("./kernel");
  const { jupyterDataFolder } = require("../jupyter-folders") as typeof import("../jupyter-folders");
  const historyFolder = process.env.RESEED_KERNEL_DATA ?? join(jupyterDataFolder(), "reseed-kernel");
  const kernel = createKernel({
    channels: await opening,
    send: (message: ToUser) => port.postMessage(message),
    folder,
    historyFolder,
    memory,
  });
  receive = kernel.receive;
  port.on("message", (message: ToProtocol) => kernel.userSaid(message));
  for (const message of early) receive(...message);
  watchParent(() => {
    log("The program that started the kernel has ended, so the kernel ends too");
    kernel.close();
  });
}

start(workerData as ThreadData).catch((error: Error) => {
  log(`Cannot start the kernel: ${error.message}`);
  process.exit(1);
});

/** The protocol thread: everything but the user's code. Nothing that a cell does can stop it. */
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { jupyterDataFolder } from "../jupyter-folders";
import type { ToProtocol, ToUser } from "../messages";
import { openChannels } from "./channels";
import { readConnectionFile } from "./connection-file";
import { createKernel } from "./kernel";
import { log } from "./log";

interface ThreadData {
  readonly connectionFile: string;
  readonly folder: string;
  readonly memory: Int32Array;
}

async function start({ connectionFile, folder, memory }: ThreadData): Promise<void> {
  const port = parentPort!;
  const early: Parameters<ReturnType<typeof createKernel>["receive"]>[] = [];
  let kernel: ReturnType<typeof createKernel> | undefined;
  const channels = await openChannels(readConnectionFile(connectionFile), {
    onMessage: (channel, message) => {
      if (kernel) kernel.receive(channel, message);
      else early.push([channel, message]);
    },
    onRefused: (channel, reason) => log(`Ignored a message on ${channel}: ${reason}`),
  });
  const historyFolder = process.env.RESEED_KERNEL_DATA ?? join(jupyterDataFolder(), "reseed-kernel");
  kernel = createKernel({
    channels,
    send: (message: ToUser) => port.postMessage(message),
    folder,
    historyFolder,
    memory,
  });
  port.on("message", (message: ToProtocol) => kernel!.userSaid(message));
  for (const message of early) kernel.receive(...message);
}

start(workerData as ThreadData).catch((error: Error) => {
  log(`Cannot start the kernel: ${error.message}`);
  process.exitCode = 1;
  process.exit(1);
});

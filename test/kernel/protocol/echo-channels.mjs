// A process with channels but no kernel: answers each message with the same content.
// Its main thread has ZeroMQ too, as a notebook's cell might.
// node echo-channels.mjs CONNECTION_FILE
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { openChannels } from "../../../dist/kernel/protocol/channels.js";
import { readConnectionFile } from "../../../dist/kernel/protocol/connection-file.js";
import { newHeader } from "../../../dist/kernel/protocol/message.js";

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: process.argv[2] });
  worker.on("message", (line) => console.log(line));
  worker.on("error", (error) => {
    console.error(error);
    process.exit(1);
  });
} else {
  /** @type {Record<string, number>} */
  const refusals = {};
  let answered = 0;
  const channels = await openChannels(readConnectionFile(workerData), {
    onRefused: (channel, reason) => {
      const about = `${channel}: ${reason.replaceAll(/\d+/g, "#")}`;
      refusals[about] = (refusals[about] ?? 0) + 1;
    },
    onMessage: (channel, { identities, header, content, buffers }) => {
      answered++;
      const wanted = header.msg_type;
      if (wanted === "throw_request") throw new Error("No");
      const answer = () => {
        if (wanted !== "statistics_request") return content;
        globalThis.gc?.();
        return { rss: process.memoryUsage.rss(), refusals, answered };
      };
      const sent = channels.send(channel, {
        identities,
        header: newHeader(wanted.replace(/_request$/, "_reply"), channels.session),
        parentHeader: header,
        metadata: {},
        content: answer(),
        buffers,
      });
      if (wanted === "shutdown_request") void sent.then(() => channels.close());
    },
  });
  parentPort?.postMessage("listening");
}

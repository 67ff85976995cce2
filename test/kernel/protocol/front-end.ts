import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { Context, Dealer, Subscriber } from "zeromq";
import type { ConnectionInfo } from "../../../src/kernel/protocol/connection-file";
import { type Message, newHeader } from "../../../src/kernel/protocol/message";
import { createReplayGuard } from "../../../src/kernel/protocol/replay-guard";
import { decode, encode } from "../../../src/kernel/protocol/wire";

type Port = "shell" | "control" | "stdin" | "iopub" | "hb";

/** A place for a kernel on this computer, with ports that nobody uses. */
export async function freePlace(): Promise<ConnectionInfo> {
  const servers = await Promise.all(
    Array.from(
      { length: 5 },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer();
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const [shell_port, control_port, stdin_port, iopub_port, hb_port] = ports as [
    number,
    number,
    number,
    number,
    number,
  ];
  const info = { shell_port, control_port, stdin_port, iopub_port, hb_port, key: randomUUID() };
  return { transport: "tcp", ip: "127.0.0.1", ...info };
}

export function addressOf(info: ConnectionInfo, port: Port): string {
  return `${info.transport}://${info.ip}${info.transport === "tcp" ? ":" : "-"}${info[`${port}_port`]}`;
}

/** One channel of a front end, in a ZeroMQ context of its own. */
export function connect(info: ConnectionInfo, port: Exclude<Port, "iopub">, options: object = {}) {
  const socket = new Dealer({ linger: 0, receiveTimeout: 10_000, context: new Context(), ...options });
  socket.connect(addressOf(info, port));
  const send = async (type: string, content: object = {}, buffers: readonly Buffer[] = []) => {
    const header = newHeader(type, "front end");
    const message = {
      identities: [],
      header,
      parentHeader: {},
      metadata: {},
      content: { ...content },
      buffers,
    };
    await socket.send(encode(message, info.key));
    return header.msg_id;
  };
  const receive = async () => read(await socket.receive(), info.key);
  return {
    socket,
    send,
    receive,
    /** Sends and waits for the answer; what else comes in between is left out. */
    request: async (type: string, content: object = {}, buffers: readonly Buffer[] = []) => {
      const id = await send(type, content, buffers);
      for (;;) {
        const message = await receive();
        if (message.parentHeader.msg_id === id) return message;
      }
    },
    close: () => socket.close(),
  };
}

export function subscribe(info: ConnectionInfo, topic = "", options: object = {}) {
  const socket = new Subscriber({ linger: 0, receiveTimeout: 10_000, context: new Context(), ...options });
  socket.connect(addressOf(info, "iopub"));
  socket.subscribe(topic);
  return {
    socket,
    receive: async () => read(await socket.receive(), info.key),
    close: () => socket.close(),
  };
}

function read(frames: readonly Buffer[], key: string): Message {
  const decoded = decode(frames, key, createReplayGuard());
  if ("refusal" in decoded) throw new Error(`A message from the kernel makes no sense: ${decoded.refusal}`);
  return decoded.message;
}

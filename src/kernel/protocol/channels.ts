import { isUtf8 } from "node:buffer";
import { setTimeout as sleep } from "node:timers/promises";
import { capability, Router, XPublisher } from "zeromq";
import type { ConnectionInfo } from "./connection-file";
import { type Message, newHeader } from "./message";
import { createReplayGuard } from "./replay-guard";
import { createSendQueue } from "./send-queue";
import { decode, encode, limits } from "./wire";

/** Where front ends send requests to and hear outputs from. */
export type Channel = "shell" | "control" | "stdin" | "iopub";

export type SocketName = Channel | "heartbeat";

export interface ChannelHandlers {
  readonly onMessage: (channel: Exclude<Channel, "iopub">, message: Message) => void;
  /** A message that was ignored, and why: for the log. */
  readonly onRefused: (channel: SocketName, reason: string) => void;
}

export interface Channels {
  /** The kernel's own session, for the headers of its messages. */
  readonly session: string;
  /**
   * Signs and sends a message, after all messages that were sent on this channel before.
   *
   * @returns resolved when the message is on its way or was given up; never rejected
   */
  send(channel: Channel, message: Message): Promise<void>;
  /** Sends what is still queued, for a second at most, and closes everything. Needed before the process may end. */
  close(): Promise<void>;
}

/** How long a closed socket may go on sending, in milliseconds. */
const LINGER = 1000;
/** Nobody needs more to say that they live, or what they want to hear. */
const SHORT_MESSAGE = 64 * 1024;

/**
 * Opens the five sockets of a kernel. Each front end that subscribes is welcomed (JEP 65), and each heartbeat returned.
 *
 * @throws Error in one line if it cannot listen there
 */
export async function openChannels(info: ConnectionInfo, handlers: ChannelHandlers): Promise<Channels> {
  const session = crypto.randomUUID();
  const guard = createReplayGuard();
  const common = { ...encryption(info), linger: LINGER, ipv6: info.ip.includes(":") };
  const requests = { ...common, maxMessageSize: limits.bytes, handover: true };
  const sockets = {
    shell: new Router(requests),
    control: new Router(requests),
    stdin: new Router(requests),
    iopub: new XPublisher({ ...common, maxMessageSize: SHORT_MESSAGE, noDrop: true }),
    heartbeat: new Router({ ...common, maxMessageSize: SHORT_MESSAGE, handover: true }),
  };
  // Also those who want to hear what others hear already.
  sockets.iopub.verbosity = "allSubs";
  const closeAll = () => {
    for (const socket of Object.values(sockets)) socket.close();
  };
  try {
    listen("shell", sockets.shell, info, info.shell_port);
    listen("control", sockets.control, info, info.control_port);
    listen("stdin", sockets.stdin, info, info.stdin_port);
    listen("iopub", sockets.iopub, info, info.iopub_port);
    listen("heartbeat", sockets.heartbeat, info, info.hb_port);
  } catch (error) {
    closeAll();
    throw error;
  }

  const setLossy = (lossy: boolean) => {
    if (lossy) handlers.onRefused("iopub", "a front end does not read its outputs, and loses some");
    setNoDrop(sockets.iopub, !lossy);
  };
  const queue = (name: SocketName, options = {}) =>
    createSendQueue(sockets[name], {
      ...options,
      onFailed: (error) => handlers.onRefused(name, `a message could not be sent: ${error.message}`),
    });
  const queues = {
    shell: queue("shell"),
    control: queue("control"),
    stdin: queue("stdin"),
    iopub: queue("iopub", { setLossy }),
    heartbeat: queue("heartbeat"),
  };

  const onRequest = (channel: "shell" | "control" | "stdin") => (frames: readonly Buffer[]) => {
    const decoded = decode(frames, info.key, guard);
    if ("refusal" in decoded) handlers.onRefused(channel, decoded.refusal);
    else handlers.onMessage(channel, decoded.message);
  };
  const onSubscription = (frames: readonly Buffer[]) => {
    const subscription = readSubscription(frames);
    if (subscription === undefined) handlers.onRefused("iopub", "it is no subscription");
    else if (subscription.subscribes)
      void queues.iopub.send(encode(welcome(subscription.topic, session), info.key));
  };
  const receive = async (name: SocketName, handle: (frames: readonly Buffer[]) => void) => {
    const socket = sockets[name];
    while (!socket.closed) {
      try {
        handle(await socket.receive());
      } catch (error) {
        if (socket.closed) return;
        handlers.onRefused(name, (error as Error).stack ?? String(error));
        // Whatever it was, it must not spin.
        await sleep(10);
      }
    }
  };
  void receive("shell", onRequest("shell"));
  void receive("control", onRequest("control"));
  void receive("stdin", onRequest("stdin"));
  void receive("iopub", onSubscription);
  void receive("heartbeat", (frames) => void queues.heartbeat.send(frames));

  return {
    session,
    send: (channel, message) => queues[channel].send(encode(message, info.key)),
    close: async () => {
      await Promise.all(Object.values(queues).map((each) => each.close(LINGER)));
      closeAll();
    },
  };
}

function encryption({ curve_publickey, curve_secretkey }: ConnectionInfo) {
  if (curve_publickey === undefined || curve_secretkey === undefined) return {};
  if (!capability.curve) {
    throw new Error("Cannot encrypt as the connection file wants it: ZeroMQ was built without CURVE here");
  }
  return { curveServer: true, curvePublicKey: curve_publickey, curveSecretKey: curve_secretkey };
}

function listen(
  name: SocketName,
  socket: Router | XPublisher,
  { transport, ip }: ConnectionInfo,
  port: number,
) {
  const host = ip.includes(":") && !ip.startsWith("[") ? `[${ip}]` : ip;
  const address = transport === "tcp" ? `tcp://${host}:${port}` : `ipc://${ip}-${port}`;
  try {
    socket.bindSync(address);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "EADDRINUSE" ? "another program has this port" : message;
    throw new Error(`Cannot listen on ${address} for the ${name} channel: ${reason}`);
  }
}

function readSubscription([event, ...more]: readonly Buffer[]) {
  if (event === undefined || more.length > 0 || (event[0] !== 0 && event[0] !== 1)) return undefined;
  const topic = event.subarray(1);
  // A topic that is no text could not be named in the welcome.
  if (!isUtf8(topic)) return undefined;
  return { subscribes: event[0] === 1, topic };
}

function welcome(topic: Buffer, session: string): Message {
  return {
    identities: topic.length > 0 ? [topic] : [],
    header: newHeader("iopub_welcome", session),
    parentHeader: {},
    metadata: {},
    content: { subscription: topic.toString("utf8") },
    buffers: [],
  };
}

/** The change takes effect at once, unlike what zeromq.js would warn of. */
function setNoDrop(socket: XPublisher, noDrop: boolean): void {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    socket.noDrop = noDrop;
  } finally {
    process.emitWarning = emitWarning;
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dealer, Subscriber } from "zeromq";

/** What a message holds depends on its type: tests say what they expect. */
// biome-ignore lint/suspicious/noExplicitAny: read by tests only
type Content = Record<string, any>;

type Channel = "shell" | "control" | "iopub" | "stdin";

/** A message as it came from the kernel. */
export interface KernelMessage {
  readonly type: string;
  readonly channel: Channel;
  readonly parentId: string | undefined;
  readonly content: Content;
  readonly metadata: Content;
  readonly buffers: readonly Buffer[];
}

/** What one cell did. */
export interface CellRun {
  readonly reply: Content;
  /** Everything on iopub that belongs to the cell, without status and execute_input. */
  readonly outputs: readonly KernelMessage[];
  readonly stdout: string;
  readonly stderr: string;
  /** text/plain of its result. */
  readonly result: string | undefined;
  readonly error: { readonly ename: string; readonly evalue: string; readonly traceback: string } | undefined;
  readonly seconds: number;
}

export interface KernelClient {
  readonly process: ChildProcess;
  readonly key: string;
  readonly ports: Readonly<Record<"shell" | "control" | "iopub" | "stdin" | "hb", number>>;
  /** What the kernel wrote to the terminal. */
  readonly log: () => string;
  /** All messages on iopub so far. */
  readonly iopub: readonly KernelMessage[];
  run(code: string, content?: Record<string, unknown>): Promise<CellRun>;
  /** Begins a cell without waiting for it. */
  begin(
    code: string,
    content?: Record<string, unknown>,
  ): { readonly id: string; readonly done: Promise<CellRun> };
  request(
    type: string,
    content?: Record<string, unknown>,
    channel?: "shell" | "control",
  ): Promise<KernelMessage>;
  /** Sends without waiting for a reply. Returns the id of the message. */
  tell(
    type: string,
    content?: Record<string, unknown>,
    channel?: "shell" | "control" | "stdin",
    buffers?: readonly Buffer[],
  ): string;
  interrupt(): Promise<KernelMessage>;
  /** Waits for a message on iopub or stdin, also one that has come already. */
  waitFor(wanted: (message: KernelMessage) => boolean, timeout?: number): Promise<KernelMessage>;
  close(): Promise<void>;
}

const MAIN = join(__dirname, "..", "..", "dist", "kernel", "main.js");

/** Starts the real kernel in a process of its own and talks to it over real sockets, as a front end does. */
export async function startKernel({
  folder,
  node = process.env.KERNEL_NODE ?? process.execPath,
  env = {},
}: {
  readonly folder?: string;
  readonly node?: string;
  readonly env?: Record<string, string>;
} = {}): Promise<KernelClient> {
  const own = mkdtempSync(join(tmpdir(), "kernel-"));
  const [shell, control, iopub, stdin, hb] = (await freePorts(5)) as [number, number, number, number, number];
  const ports = { shell, control, iopub, stdin, hb };
  const key = randomUUID();
  const connectionFile = join(own, "connection.json");
  writeFileSync(
    connectionFile,
    JSON.stringify({
      ip: "127.0.0.1",
      transport: "tcp",
      signature_scheme: "hmac-sha256",
      key,
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [`${name}_port`, port])),
    }),
  );
  const flags = ["--no-force-async-hooks-checks", "--disable-warning=ExperimentalWarning"];
  const child = spawn(node, [...flags, MAIN, connectionFile], {
    cwd: folder ?? own,
    env: { ...process.env, RESEED_KERNEL_DATA: join(own, "data"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += chunk));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));

  const session = randomUUID();
  const sockets = {
    shell: new Dealer({ routingId: session, linger: 0 }),
    control: new Dealer({ routingId: session, linger: 0 }),
    stdin: new Dealer({ routingId: session, linger: 0 }),
  };
  const subscriber = new Subscriber({ linger: 0 });
  subscriber.subscribe("");
  for (const [name, socket] of Object.entries(sockets))
    socket.connect(`tcp://127.0.0.1:${ports[name as "shell"]}`);
  subscriber.connect(`tcp://127.0.0.1:${iopub}`);

  const iopubMessages: KernelMessage[] = [];
  const replies = new Map<string, (message: KernelMessage) => void>();
  const watchers = new Set<(message: KernelMessage) => void>();
  const listen = async (channel: Channel, onMessage: (message: KernelMessage) => void) => {
    try {
      const socket: AsyncIterable<Buffer[]> = channel === "iopub" ? subscriber : sockets[channel];
      for await (const frames of socket) onMessage(decode(channel, frames, key));
    } catch {
      // The socket was closed.
    }
  };
  void listen("iopub", (message) => {
    iopubMessages.push(message);
    for (const watcher of watchers) watcher(message);
  });
  for (const name of ["shell", "control"] as const)
    void listen(name, (message) => replies.get(message.parentId ?? "")?.(message));
  void listen("stdin", (message) => {
    iopubMessages.push(message);
    for (const watcher of watchers) watcher(message);
  });

  const queues = new Map<object, Promise<void>>();
  const tell: KernelClient["tell"] = (type, content = {}, channel = "shell", buffers = []) => {
    const id = randomUUID();
    const header = {
      msg_id: id,
      session,
      username: "test",
      date: new Date().toISOString(),
      msg_type: type,
      version: "5.5",
    };
    const socket = sockets[channel];
    const frames = [...encode([header, {}, {}, content], key), ...buffers];
    queues.set(
      socket,
      (queues.get(socket) ?? Promise.resolve()).then(() => socket.send(frames)).catch(() => {}),
    );
    return id;
  };
  const waitFor: KernelClient["waitFor"] = (wanted, timeout = 10_000) => {
    const seen = iopubMessages.find(wanted);
    if (seen) return Promise.resolve(seen);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(watcher);
        reject(new Error(`No such message came within ${timeout} ms. The kernel's log: ${log}`));
      }, timeout);
      const watcher = (message: KernelMessage) => {
        if (!wanted(message)) return;
        clearTimeout(timer);
        watchers.delete(watcher);
        resolve(message);
      };
      watchers.add(watcher);
    });
  };
  const replyTo = (id: string, timeout = 30_000) =>
    new Promise<KernelMessage>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No reply within ${timeout} ms. The kernel's log: ${log}`)),
        timeout,
      );
      replies.set(id, (message) => {
        clearTimeout(timer);
        replies.delete(id);
        resolve(message);
      });
    });
  const request: KernelClient["request"] = (type, content, channel = "shell") =>
    replyTo(tell(type, content, channel));
  const idle = (id: string) =>
    waitFor(
      ({ type, parentId, content }) =>
        type === "status" && parentId === id && content.execution_state === "idle",
      30_000,
    );
  const begin: KernelClient["begin"] = (code, content = {}) => {
    const start = performance.now();
    const id = tell("execute_request", {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
      ...content,
    });
    const finish = async (): Promise<CellRun> => {
      const [reply] = await Promise.all([replyTo(id), idle(id)]);
      const outputs = iopubMessages.filter(
        (message) => message.parentId === id && !["status", "execute_input"].includes(message.type),
      );
      const stream = (name: string) =>
        outputs
          .filter((each) => each.type === "stream" && each.content.name === name)
          .map((each) => each.content.text)
          .join("");
      const error = outputs.find((each) => each.type === "error")?.content;
      return {
        reply: reply.content,
        outputs,
        stdout: stream("stdout"),
        stderr: stream("stderr"),
        result: outputs.find((each) => each.type === "execute_result")?.content.data["text/plain"],
        error: error && {
          ename: error.ename,
          evalue: error.evalue,
          traceback: plain(error.traceback.join("\n")),
        },
        seconds: (performance.now() - start) / 1000,
      };
    };
    return { id, done: finish() };
  };
  // Subscribed and answering: from here on nothing on iopub is missed.
  await waitFor((message) => message.type === "iopub_welcome");
  await request("kernel_info_request");

  return {
    process: child,
    key,
    ports,
    log: () => log,
    iopub: iopubMessages,
    tell,
    request,
    begin,
    run: (code, content) => begin(code, content).done,
    interrupt: () => request("interrupt_request", {}, "control"),
    waitFor,
    close: async () => {
      tell("shutdown_request", { restart: false }, "control");
      const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
      await ended;
      clearTimeout(timer);
      for (const socket of [...Object.values(sockets), subscriber]) socket.close();
      rmSync(own, { recursive: true, force: true });
    },
  };
}

/** Without the colours of a terminal. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  return text.replace(/\x1b\[[0-9;]*m/g, "");
}

export function encode(parts: readonly object[], key: string): Buffer[] {
  const bytes = parts.map((part) => Buffer.from(JSON.stringify(part)));
  const hmac = createHmac("sha256", key);
  for (const part of bytes) hmac.update(part);
  return [Buffer.from("<IDS|MSG>"), Buffer.from(hmac.digest("hex")), ...bytes];
}

function decode(channel: Channel, frames: readonly Buffer[], key: string): KernelMessage {
  const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
  const [, signature, header, parent, metadata, content, ...buffers] = frames.slice(at) as Buffer[];
  const hmac = createHmac("sha256", key);
  for (const part of [header!, parent!, metadata!, content!]) hmac.update(part);
  if (hmac.digest("hex") !== signature!.toString()) throw new Error("The kernel signed a message wrongly");
  const read = (bytes: Buffer | undefined) => JSON.parse(bytes!.toString("utf8"));
  return {
    type: read(header).msg_type,
    channel,
    parentId: read(parent).msg_id,
    content: read(content),
    metadata: read(metadata),
    buffers,
  };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer();
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Context, Dealer } from "zeromq";
import { type Message, newHeader } from "../../../src/kernel/protocol/message";
import { createReplayGuard } from "../../../src/kernel/protocol/replay-guard";
import { decode, encode } from "../../../src/kernel/protocol/wire";
import { randomFromText } from "../../../src/random";
import { type KernelClient, startKernel } from "../../support/kernel-client";
import { brokenMessages, chance } from "./broken-messages";

const MESSAGES = 10_000;
/** Bytes that memory may have grown by, after a first part of the messages. */
const GROWTH = 64 * 1024 * 1024;

/** All that a front end may ask for, but the end. */
const types = [
  "execute_request",
  "kernel_info_request",
  "complete_request",
  "inspect_request",
  "is_complete_request",
  "history_request",
  "comm_info_request",
  "comm_open",
  "comm_msg",
  "comm_close",
  "interrupt_request",
  "debug_request",
  "input_reply",
  "nothing_request",
  "__proto__",
];

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.run("let kept = 42;");
}, 30_000);
afterAll(() => kernel.close());

const random = randomFromText("what no kernel expects");
const { below, pick } = chance(random);

/** Values of the wrong kind, for fields that mean something to the kernel. */
const oddValues: (() => unknown)[] = [
  () => null,
  () => below(10) - 5,
  () => 1e308,
  () => 0.5,
  () => "text",
  () => "kept.",
  () => "👩‍🔬\ud800\0",
  () => "x".repeat(below(5000)),
  () => "*".repeat(50),
  () => [],
  () => [[1], {}],
  () => ({}),
  () => ({ a: "kept", b: "}", c: 7, __proto__: null }),
  () => true,
  () => false,
];
const fields = [
  ...["code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error"],
  ...["cursor_pos", "detail_level", "hist_access_type", "session", "start", "stop", "n", "pattern", "unique"],
  ...["output", "target_name", "comm_id", "data", "command", "arguments", "seq", "value", "restart"],
];
const sensible: Record<string, unknown> = {
  code: "kept",
  cursor_pos: 4,
  hist_access_type: "search",
  comm_id: "c",
};

/** A request with a right signature whose content makes little sense. */
function oddRequest(): Message {
  const content = { ...sensible };
  for (let k = below(8); k > 0; k--) content[pick(fields)] = pick(oddValues)();
  return {
    identities: [],
    header: newHeader(pick(types), "fuzz"),
    parentHeader: {},
    metadata: pick([{}, { cellId: 7 }]),
    content,
    buffers: [],
  };
}

function residentBytes(): number | undefined {
  if (process.platform !== "linux") return undefined;
  const status = readFileSync(`/proc/${kernel.process.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024;
}

test(`the kernel runs cells after ${MESSAGES.toLocaleString("en")} messages that make no sense, and keeps its state`, async () => {
  const next = brokenMessages(kernel.key, random, types);
  const senders = (["shell", "control", "stdin"] as const).map((channel) => {
    const socket = new Dealer({ linger: 0, receiveHighWaterMark: 0, context: new Context() });
    socket.connect(`tcp://127.0.0.1:${kernel.ports[channel]}`);
    return socket;
  });
  const [shell, control] = senders;
  const answered = new Set(types.filter((type) => type.endsWith("_request") && type !== "nothing_request"));
  /** Requests that wait for a reply. */
  const open = new Map<string, string>();
  const statuses = new Set<unknown>();
  for (const sender of senders) {
    void (async () => {
      for await (const frames of sender) {
        const decoded = decode(frames, kernel.key, createReplayGuard());
        if ("refusal" in decoded) throw new Error(decoded.refusal);
        const { header, parentHeader, content } = decoded.message;
        if (open.get(parentHeader.msg_id!) !== header.msg_type.replace("_reply", "_request")) continue;
        open.delete(parentHeader.msg_id!);
        statuses.add(content.status);
      }
    })();
  }
  const settled = async () => {
    // What came before may abort or interrupt it, but not for ever.
    let run = await kernel.run("kept");
    for (let k = 0; k < 20 && run.reply.status !== "ok"; k++) run = await kernel.run("kept");
    expect(run.result).toBe("42");
    return residentBytes();
  };
  let early: number | undefined;
  for (let sent = 1; sent <= MESSAGES; sent++) {
    const sender = pick(senders);
    if (random() < 0.5) {
      await sender.send(next());
    } else {
      const request = oddRequest();
      const { msg_id, msg_type } = request.header;
      if ((sender === shell || sender === control) && answered.has(msg_type)) open.set(msg_id, msg_type);
      await sender.send(encode(request, kernel.key));
    }
    if (sent % 250 === 0) await settled();
    if (sent === MESSAGES / 4) early = await settled();
  }
  const late = await settled();
  await vi.waitFor(() => expect(new Set(open.values())).toEqual(new Set()), 10_000);
  expect([...statuses]).toEqual(expect.arrayContaining(["ok", "error", "aborted"]));
  if (early !== undefined && late !== undefined) expect(late - early).toBeLessThan(GROWTH);
  expect(kernel.process.exitCode).toBeNull();
  expect(kernel.log()).toContain("Ignored a message on shell: its signature is wrong");
  for (const socket of senders) socket.close();
}, 60_000);

import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Context, Dealer, XSubscriber } from "zeromq";
import type { ConnectionInfo } from "../../../src/kernel/protocol/connection-file";
import { newHeader } from "../../../src/kernel/protocol/message";
import { randomFromText } from "../../../src/random";
import { addressOf, connect, freePlace } from "./front-end";

const MESSAGES = 10_000;
/** Bytes that memory may have grown by, after a first part of the messages. */
const GROWTH = 32 * 1024 * 1024;

let folder: string;
let info: ConnectionInfo;
let child: ChildProcess;
let stderr = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "reseed-"));
  info = await freePlace();
  const connectionFile = join(folder, "connection.json");
  writeFileSync(connectionFile, JSON.stringify(info));
  child = spawn(process.execPath, ["--expose-gc", join(__dirname, "echo-channels.mjs"), connectionFile]);
  child.stderr?.on("data", (text) => {
    stderr += text;
  });
  await once(child.stdout!, "data");
});
afterAll(() => {
  child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

const random = randomFromText("what no front end would send");
const below = (n: number) => Math.floor(random() * n);
const pick = <Each>(list: readonly Each[]): Each => list[below(list.length)]!;
const bytes = (n: number) => Buffer.from(Array.from({ length: n }, () => below(256)));

type Part = string | Buffer | object;
const toBytes = (part: Part) =>
  typeof part === "string" || Buffer.isBuffer(part) ? Buffer.from(part) : Buffer.from(JSON.stringify(part));

/** A message with a right signature, around parts that may make no sense. */
function signed(parts: readonly Part[], key = info.key): Buffer[] {
  const frames = parts.map(toBytes);
  const hmac = createHmac("sha256", key);
  for (const frame of frames.slice(0, 4)) hmac.update(frame);
  return [Buffer.from("<IDS|MSG>"), Buffer.from(hmac.digest("hex")), ...frames];
}

const header = () => ({ ...newHeader("execute_request", "fuzz") });
const content = () => ({ code: `const x${below(1000)} = "ü 👩‍🔬";`, silent: false, user_expressions: {} });
const good = () => signed([header(), {}, {}, content()]);

const oddJson: (() => Part)[] = [
  () => "",
  () => "null",
  () => "[]",
  () => "7",
  () => '"text"',
  () => "{",
  () => '{"a":}',
  () => "\ufeff{}",
  () => '{"a":1}{"b":2}',
  () => `{"a":1e999,"b":-1e999,"c":${"9".repeat(5000)}}`,
  () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  () => '{"a":"\\ud800","b":"\\udfff\\u0000"}',
  () => Buffer.concat([Buffer.from('{"a":"'), bytes(1 + below(50)), Buffer.from('"}')]),
  () => bytes(below(300)),
  () => `${"[".repeat(below(20_000))}`,
  () => `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
  () => '{"a":'.repeat(5000),
  () => `{"code":"${"x".repeat(below(300_000))}"}`,
  () => `{${Array.from({ length: 2000 }, (_, k) => `"k${k}":${k}`).join()}}`,
];
const oddHeaders: (() => Part)[] = [
  () => ({ ...header(), msg_id: undefined }),
  () => ({ ...header(), msg_type: undefined }),
  () => ({ ...header(), session: { nested: true } }),
  () => ({ ...header(), msg_type: "__proto__" }),
  () => ({ ...header(), msg_type: "constructor" }),
  () => ({ ...header(), msg_type: "throw_request" }),
  () => ({ ...header(), msg_type: "x".repeat(below(100_000)) }),
  () => ({ ...header(), msg_id: "" }),
  () => ({ ...header(), date: below(1e9) }),
  () => ({ ...header(), date: "yesterday", version: "99.99" }),
  () => ({ ...header(), username: null }),
];

let recorded = [] as Buffer[];
const mutations: Record<string, () => Buffer[]> = {
  good: () => {
    recorded = good();
    return recorded;
  },
  "good, with buffers": () => [...good(), ...Array.from({ length: below(5) }, () => bytes(below(1000)))],
  "sent again": () => (recorded.length > 0 ? recorded : good()),
  "bits flipped": () => {
    const frames = good();
    for (let k = 0; k <= below(4); k++) {
      const frame = pick(frames);
      if (frame.length > 0) frame[below(frame.length)]! ^= 1 << below(8);
    }
    return frames;
  },
  "a frame cut off": () => {
    const frames = good();
    const index = below(frames.length);
    return frames.with(index, frames[index]!.subarray(0, below(frames[index]!.length)));
  },
  "frames left out": () => good().filter(() => random() < 0.7),
  "frames doubled": () => good().flatMap((frame) => (random() < 0.3 ? [frame, frame] : [frame])),
  "frames in another order": () => good().sort(() => random() - 0.5),
  "a frame too many": () => good().toSpliced(below(7), 0, bytes(below(100))),
  "ended early": () => good().slice(0, below(6)),
  "another key": () => signed([header(), {}, {}, content()], "another key"),
  "no signature": () => good().with(1, Buffer.alloc(0)),
  "a signature of zeros": () => good().with(1, Buffer.alloc(64, "0")),
  "a random signature": () => good().with(1, bytes(below(200))),
  "odd JSON, signed": () => {
    const parts: Part[] = [header(), {}, {}, content()];
    return signed(parts.with(below(4), pick(oddJson)()));
  },
  "an odd header, signed": () => signed([pick(oddHeaders)(), pick([{}, header()]), {}, content()]),
  "random frames": () => Array.from({ length: below(30) }, () => bytes(below(60))),
  "random frames after the delimiter": () => [
    Buffer.from("<IDS|MSG>"),
    ...Array.from({ length: below(30) }, () => bytes(below(60))),
  ],
  delimiters: () => Array.from({ length: 1 + below(20) }, () => Buffer.from("<IDS|MSG>")),
  "many frames": () => [
    ...good(),
    ...Array.from({ length: pick([10, 100, 1000, 5000]) }, () => Buffer.alloc(0)),
  ],
  "a megabyte": () => [...good().slice(0, 5), Buffer.alloc(1 << 20, "x"), ...good().slice(6)],
};
/** Each of these costs the sender more than the others. */
const rare = new Set(["many frames", "a megabyte"]);

test(`${MESSAGES.toLocaleString("en")} broken messages are refused or answered, and memory stays`, async () => {
  const channels = ["shell", "control", "stdin"] as const;
  const senders = channels.map((channel) => {
    const socket = new Dealer({ linger: 0, receiveHighWaterMark: 0, context: new Context() });
    socket.connect(addressOf(info, channel));
    return socket;
  });
  let replies = 0;
  for (const sender of senders) {
    void (async () => {
      for await (const _ of sender) replies++;
    })();
  }
  const asker = connect(info, "control", { receiveHighWaterMark: 0 });
  let asked = 0;
  const statistics = async () => {
    asked++;
    const { content: found } = await asker.request("statistics_request");
    const { rss, refusals, answered } = found as unknown as {
      rss: number;
      refusals: Record<string, number>;
      answered: number;
    };
    const about = (wanted: (text: string) => boolean) =>
      Object.entries(refusals).reduce((sum, [text, count]) => sum + (wanted(text) ? count : 0), 0);
    return {
      rss,
      reasons: Object.keys(refusals).map((text) => text.replace(/^\w+: /, "")),
      // Those whose handler threw an error were counted when it began.
      handled: answered - asked + about((text) => !text.startsWith("iopub") && !text.includes("Error: No")),
    };
  };

  const noise = new XSubscriber({ linger: 0, context: new Context() });
  noise.connect(addressOf(info, "iopub"));
  const heart = new Dealer({ linger: 0, context: new Context() });
  heart.connect(addressOf(info, "hb"));
  const names = Object.keys(mutations);
  let sent = 0;
  const sendUntil = async (count: number) => {
    while (sent < count) {
      const name = pick(names);
      if (rare.has(name) && random() < 0.9) continue;
      const frames = mutations[name]!();
      // ZeroMQ has no message without frames.
      await pick(senders).send(frames.length > 0 ? frames : [Buffer.alloc(0)]);
      sent++;
      // Lets the other side keep up, so that memory shows what stays and not what waits.
      if (sent % 200 === 0) await statistics();
      if (sent % 20 === 0) await noise.send([Buffer.concat([Buffer.from([below(4)]), bytes(below(40))])]);
      if (sent % 50 === 0) await heart.send([bytes(below(100)), bytes(below(100))]);
    }
    for (;;) {
      const found = await statistics();
      if (found.handled >= sent) return found;
      await sleep(20);
    }
  };

  const early = await sendUntil(MESSAGES / 4);
  const late = await sendUntil(MESSAGES);
  expect(late.handled).toBe(MESSAGES);
  expect(child.exitCode).toBeNull();
  expect(stderr).toBe("");
  expect(replies).toBeGreaterThan(MESSAGES / 20);
  expect(late.reasons).toEqual(
    expect.arrayContaining([
      "it has no <IDS|MSG>",
      "it ends after # frames, and needs at least # after <IDS|MSG>",
      "it is not signed",
      "its signature is wrong",
      "it came before: its signature is not new",
      "its content is not JSON",
      "its metadata is not UTF-#",
      "its parent header is not a JSON object",
      "its content is nested deeper than # levels",
      "its header has no msg_id",
      "its header has # bytes, more than #",
      "it has # frames, more than #",
      "it is no subscription",
    ]),
  );
  expect(late.rss - early.rss).toBeLessThan(GROWTH);

  // What is no ZeroMQ at all, or only begins like it.
  for (let k = 0; k < 200; k++) {
    const port = pick([info.shell_port, info.control_port, info.stdin_port, info.iopub_port, info.hb_port]);
    const socket = connectTcp({ host: "127.0.0.1", port });
    socket.on("error", () => {});
    await once(socket, "connect");
    const greeting = Buffer.from(`ff00000000000000017f03004e554c4c${"00".repeat(48)}`, "hex");
    socket.write(
      pick([
        bytes(below(500)),
        greeting,
        Buffer.concat([greeting, bytes(200)]),
        Buffer.from("GET / HTTP/1.1\r\n\r\n"),
      ]),
    );
    await sleep(2);
    socket.destroy();
  }

  expect((await asker.request("x_request", { still: "here" })).content).toEqual({ still: "here" });
  expect((await asker.request("shutdown_request")).header.msg_type).toBe("shutdown_reply");
  await once(child, "exit");
  expect(child.exitCode).toBe(0);
  for (const socket of [...senders, noise, heart, asker]) socket.close();
}, 30_000);

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Context, Dealer, XSubscriber } from "zeromq";
import type { ConnectionInfo } from "../../../src/kernel/protocol/connection-file";
import { randomFromText } from "../../../src/random";
import { brokenMessages, chance } from "./broken-messages";
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

test(`${MESSAGES.toLocaleString("en")} broken messages are refused or answered, and memory stays`, async () => {
  const random = randomFromText("what no front end would send");
  const { below, pick, bytes } = chance(random);
  const next = brokenMessages(info.key, random, ["execute_request"]);
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
  let sent = 0;
  const sendUntil = async (count: number) => {
    while (sent < count) {
      await pick(senders).send(next());
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
  expect([...(await once(child, "exit")), stderr]).toEqual([0, null, ""]);
  for (const socket of [...senders, noise, heart, asker]) socket.close();
}, 30_000);

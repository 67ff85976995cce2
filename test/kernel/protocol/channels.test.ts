import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Context, curveKeyPair, Request } from "zeromq";
import { type Channels, openChannels } from "../../../src/kernel/protocol/channels";
import type { ConnectionInfo } from "../../../src/kernel/protocol/connection-file";
import { type Message, newHeader } from "../../../src/kernel/protocol/message";
import { encode } from "../../../src/kernel/protocol/wire";
import { addressOf, connect, freePlace, subscribe } from "./front-end";

let info: ConnectionInfo;
let channels: Channels | undefined;
let received: [string, Message][];
let refused: [string, string][];
const closing: { close(): void }[] = [];

/** Channels that answer each message with its own content. */
async function open(where: ConnectionInfo): Promise<Channels> {
  channels = await openChannels(where, {
    onMessage: (channel, message) => {
      received.push([channel, message]);
      if (message.header.msg_type === "throw_request") throw new Error("The handler failed");
      void channels?.send(channel, {
        ...message,
        parentHeader: message.header,
        header: newHeader("reply", "k"),
      });
    },
    onRefused: (channel, reason) => refused.push([channel, reason]),
  });
  return channels;
}
function closeLater<Each extends { close(): void }>(each: Each): Each {
  closing.push(each);
  return each;
}
const output = (content: Record<string, unknown>, buffers: readonly Buffer[] = []): Message => ({
  identities: [Buffer.from("stream")],
  header: newHeader("stream", "k"),
  parentHeader: {},
  metadata: {},
  content,
  buffers,
});

beforeEach(async () => {
  info = await freePlace();
  received = [];
  refused = [];
});
afterEach(async () => {
  for (const each of closing.splice(0)) each.close();
  await channels?.close();
  channels = undefined;
});

describe("shell, control and stdin", () => {
  test.each(["shell", "control", "stdin"] as const)("%s answers who asked, with buffers", async (channel) => {
    await open(info);
    const one = closeLater(connect(info, channel));
    const other = closeLater(connect(info, channel));
    const buffers = [Buffer.from([0, 255]), Buffer.alloc(0)];
    const [first, second] = await Promise.all([
      one.request("x_request", { who: "one" }, buffers),
      other.request("x_request", { who: "other" }),
    ]);
    expect(first).toMatchObject({ content: { who: "one" }, buffers });
    expect(second.content).toEqual({ who: "other" });
    expect(received.map(([from]) => from)).toEqual([channel, channel]);
    expect(refused).toEqual([]);
  });

  test("a refused message is told of, and the next one answered", async () => {
    await open(info);
    const front = closeLater(connect(info, "shell"));
    await front.socket.send(["hello"]);
    await front.send("throw_request");
    expect((await front.request("x_request", { still: "here" })).content).toEqual({ still: "here" });
    expect(refused).toEqual([
      ["shell", "it has no <IDS|MSG>"],
      ["shell", expect.stringContaining("The handler failed")],
    ]);
  });

  test("a message that came before is refused, on other channels too", async () => {
    await open(info);
    const shell = closeLater(connect(info, "shell"));
    const control = closeLater(connect(info, "control"));
    await shell.request("x_request");
    const [, message] = received[0]!;
    const frames = encode({ ...message, identities: [] }, info.key);
    await shell.socket.send(frames);
    await control.socket.send(frames);
    await control.request("x_request");
    await shell.request("x_request");
    expect(refused.map(([channel, reason]) => `${channel}: ${reason}`).sort()).toEqual([
      "control: it came before: its signature is not new",
      "shell: it came before: its signature is not new",
    ]);
    expect(received).toHaveLength(3);
  });

  test("a front end that reconnects under its name is answered", async () => {
    await open(info);
    for (let k = 0; k < 3; k++) {
      const front = closeLater(connect(info, "shell", { routingId: "the same" }));
      expect((await front.request("x_request", { k })).content).toEqual({ k });
    }
  });

  test("hundreds of answers at once keep their order", async () => {
    await open(info);
    const front = closeLater(connect(info, "shell", { receiveHighWaterMark: 0, sendHighWaterMark: 0 }));
    const ids: string[] = [];
    for (let k = 0; k < 900; k++) ids.push(await front.send("x_request", { k }));
    for (const id of ids) expect((await front.receive()).parentHeader.msg_id).toBe(id);
  });
});

describe("iopub", () => {
  test("welcomes each subscriber, with its topic", async () => {
    await open(info);
    for (const topic of ["", "", "stream", "kernel.ü.status"]) {
      const front = closeLater(subscribe(info, topic));
      const { identities, header, parentHeader, metadata, content, buffers } = await front.receive();
      expect({ parentHeader, metadata, content, buffers }).toEqual({
        parentHeader: {},
        metadata: {},
        content: { subscription: topic },
        buffers: [],
      });
      expect(header).toMatchObject({ msg_type: "iopub_welcome", session: channels!.session });
      expect(identities.map(String)).toEqual(topic === "" ? [] : [topic]);
    }
  });

  test("loses nothing of what is sent after the welcome, and keeps its order", async () => {
    await open(info);
    const front = closeLater(subscribe(info));
    await front.receive();
    for (let k = 0; k < 5000; k++) void channels!.send("iopub", output({ k }));
    for (let k = 0; k < 5000; k++) expect((await front.receive()).content).toEqual({ k });
  });

  test("waits for a reader who is slow", async () => {
    await open(info);
    const front = closeLater(subscribe(info, "", { receiveHighWaterMark: 10 }));
    await front.receive();
    let sent = 0;
    const much = Buffer.alloc(20_000);
    const sends = Array.from({ length: 3000 }, (_, k) =>
      channels!.send("iopub", output({ k }, [much])).then(() => sent++),
    );
    await sleep(1000);
    expect(sent).toBeGreaterThan(900);
    expect(sent).toBeLessThan(2900);
    for (let k = 0; k < 3000; k++) expect((await front.receive()).content).toEqual({ k });
    await Promise.all(sends);
    expect(refused).toEqual([]);
  });

  test("goes on after some seconds if a front end never reads", async () => {
    await open(info);
    const asleep = closeLater(subscribe(info, "", { receiveHighWaterMark: 1 }));
    await asleep.receive();
    const awake = closeLater(subscribe(info, "", { receiveHighWaterMark: 0 }));
    await awake.receive();
    const much = Buffer.alloc(20_000);
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on("warning", onWarning);
    void Promise.all(Array.from({ length: 3000 }, (_, k) => channels!.send("iopub", output({ k }, [much]))));
    for (let k = 0; k < 3000; k++) {
      const { content } = await awake.receive();
      if (content.subscription === undefined) expect(content).toEqual({ k });
      else k--;
    }
    process.off("warning", onWarning);
    expect(refused).toEqual([["iopub", "a front end does not read its outputs, and loses some"]]);
    expect(warnings).toEqual([]);
  }, 30_000);
});

test("a heartbeat returns as it came", async () => {
  await open(info);
  const front = closeLater(new Request({ linger: 0, receiveTimeout: 5000, context: new Context() }));
  front.connect(addressOf(info, "hb"));
  for (const beat of [
    Buffer.from("ping"),
    Buffer.alloc(0),
    Buffer.from([0, 255]),
    Buffer.alloc(10_000, "x"),
  ]) {
    await front.send(beat);
    expect(await front.receive()).toEqual([beat]);
  }
});

test("a port that is taken is named in one line, and nothing stays open", async () => {
  await open(info);
  const other = await freePlace();
  const clash = { ...other, iopub_port: info.shell_port };
  const address = `tcp://127.0.0.1:${info.shell_port}`;
  await expect(openChannels(clash, { onMessage: () => {}, onRefused: () => {} })).rejects.toThrow(
    `Cannot listen on ${address} for the iopub channel: another program has this port`,
  );
  // ZeroMQ closes in the background.
  const again = await vi.waitFor(() => openChannels(other, { onMessage: () => {}, onRefused: () => {} }));
  await again.close();
});

test("an address that is not this computer's is named in one line", async () => {
  await expect(
    openChannels({ ...info, ip: "192.0.2.1" }, { onMessage: () => {}, onRefused: () => {} }),
  ).rejects.toThrow(/^Cannot listen on tcp:\/\/192\.0\.2\.1:\d+ for the shell channel: [^\n]+$/);
});

const outside = Object.values(networkInterfaces())
  .flat()
  .find((each) => each !== undefined && !each.internal && each.family === "IPv4")?.address;
test.skipIf(outside === undefined)("only the address in the connection file is listened on", async () => {
  await open(info);
  const reaches = (host: string, port: number) =>
    new Promise<boolean>((resolve) => {
      const socket = connectTcp({ host, port, timeout: 2000 });
      const end = (reached: boolean) => () => {
        socket.destroy();
        resolve(reached);
      };
      socket.on("connect", end(true)).on("error", end(false)).on("timeout", end(false));
    });
  const { shell_port, control_port, stdin_port, iopub_port, hb_port } = info;
  for (const port of [shell_port, control_port, stdin_port, iopub_port, hb_port]) {
    expect(await reaches("127.0.0.1", port)).toBe(true);
    expect(await reaches(outside!, port)).toBe(false);
  }
});

const hasIPv6 = Object.values(networkInterfaces()).some((each) =>
  each?.some(({ address }) => address === "::1"),
);
test.skipIf(!hasIPv6)("IPv6 works", async () => {
  const here = { ...info, ip: "::1" };
  await open(here);
  const front = closeLater(connect({ ...here, ip: "[::1]" }, "shell", { ipv6: true }));
  expect((await front.request("x_request", { a: 1 })).content).toEqual({ a: 1 });
});

test.skipIf(process.platform === "win32")("sockets in the file system work", async () => {
  const folder = mkdtempSync(join(tmpdir(), "reseed-"));
  const here = { ...info, transport: "ipc" as const, ip: join(folder, "kernel") };
  await open(here);
  const front = closeLater(connect(here, "control"));
  expect((await front.request("x_request", { a: 1 })).content).toEqual({ a: 1 });
  const subscriber = closeLater(subscribe(here));
  expect((await subscriber.receive()).header.msg_type).toBe("iopub_welcome");
  rmSync(folder, { recursive: true });
});

test("with keys in the connection file, only who encrypts is heard", async () => {
  const { publicKey, secretKey } = curveKeyPair();
  const here = { ...info, curve_publickey: publicKey, curve_secretkey: secretKey };
  await open(here);
  const own = curveKeyPair();
  const keys = { curveServerKey: publicKey, curvePublicKey: own.publicKey, curveSecretKey: own.secretKey };
  const front = closeLater(connect(here, "shell", keys));
  expect((await front.request("x_request", { a: 1 })).content).toEqual({ a: 1 });
  const subscriber = closeLater(subscribe(here, "", keys));
  expect((await subscriber.receive()).header.msg_type).toBe("iopub_welcome");
  const open_ = closeLater(connect(here, "shell", { receiveTimeout: 500 }));
  await expect(open_.request("x_request", { a: 1 })).rejects.toThrow();
  expect(received).toHaveLength(1);
});

test("after close() nothing is sent, and nothing fails", async () => {
  await open(info);
  const last = channels!;
  await last.close();
  await last.send("iopub", output({}));
  await last.close();
  expect(refused).toEqual([]);
});

describe("a process with channels in a worker thread", () => {
  test("answers, and ends by itself after close(), with its last words sent", async () => {
    const folder = mkdtempSync(join(tmpdir(), "reseed-"));
    const connectionFile = join(folder, "connection.json");
    writeFileSync(connectionFile, JSON.stringify({ ...info, signature_scheme: "hmac-sha256" }));
    for (let k = 0; k < 3; k++) {
      const child = spawn(process.execPath, [join(__dirname, "echo-channels.mjs"), connectionFile]);
      let stderr = "";
      child.stderr.on("data", (text) => {
        stderr += text;
      });
      await once(child.stdout, "data");
      const front = connect(info, "control");
      // Somebody who hears nothing does not keep the kernel.
      const deaf = subscribe(info, "", { receiveHighWaterMark: 1 });
      await front.request("x_request");
      const ended = once(child, "exit");
      const start = performance.now();
      const { header } = await front.request("shutdown_request");
      expect(header.msg_type).toBe("shutdown_reply");
      expect(await ended).toEqual([0, null]);
      expect(performance.now() - start).toBeLessThan(1500);
      expect(stderr).toBe("");
      front.close();
      deaf.close();
    }
    rmSync(folder, { recursive: true });
  }, 20_000);
});

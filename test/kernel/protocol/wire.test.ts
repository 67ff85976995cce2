import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { venvPython } from "../../../src/cli/paths.mjs";
import { type Message, newHeader } from "../../../src/kernel/protocol/message";
import { createReplayGuard } from "../../../src/kernel/protocol/replay-guard";
import { decode, encode as encodeFrames, limits } from "../../../src/kernel/protocol/wire";

interface Fixture {
  readonly name: string;
  readonly key: string;
  readonly frames: readonly string[];
  readonly identities: readonly string[];
  readonly message: Readonly<Record<"header" | "parent_header" | "metadata" | "content", object>> & {
    readonly buffers: readonly string[];
  };
}

const fixtures: readonly Fixture[] = JSON.parse(
  readFileSync(join(__dirname, "fixtures", "messages.json"), "utf8"),
);
const fromBase64 = (texts: readonly string[]) => texts.map((text) => Buffer.from(text, "base64"));
/** The bytes that travel. */
const encode = (...given: Parameters<typeof encodeFrames>): Buffer[] =>
  encodeFrames(...given).map((frame) => Buffer.from(frame as string));
const toBase64 = (frames: readonly Buffer[]) => frames.map((frame) => frame.toString("base64"));

const key = "the key";
const header = newHeader("execute_request", "session");
const message: Message = {
  identities: [Buffer.from("client")],
  header,
  parentHeader: {},
  metadata: {},
  content: { code: "1" },
  buffers: [],
};
const read = (frames: readonly Buffer[], guard = createReplayGuard()) => decode(frames, key, guard);

/** Frames with a right signature around any parts. */
function signed(...parts: readonly (string | Buffer | object)[]): Buffer[] {
  const bytes = parts.map((part) =>
    typeof part === "string" || Buffer.isBuffer(part) ? Buffer.from(part) : Buffer.from(JSON.stringify(part)),
  );
  const hmac = createHmac("sha256", key);
  for (const part of bytes.slice(0, 4)) hmac.update(part);
  return [Buffer.from("client"), Buffer.from("<IDS|MSG>"), Buffer.from(hmac.digest("hex")), ...bytes];
}

test("half a character is replaced, whatever stands before it; a whole one and what looks like an escape stay", () => {
  const text = "\ud83d, \\\ud83d, \\\\\ude00\ud83d, \\ud83d, 😀\ud83d";
  const parsed = JSON.parse(
    encode({ ...message, content: { text } }, key)
      .at(-1)!
      .toString("utf8"),
  );
  expect(parsed.text).toBe("\ufffd, \\\ufffd, \\\\\ufffd\ufffd, \\ud83d, 😀\ufffd");
});

test.each(fixtures)("$name of Jupyter's own client is read", (fixture) => {
  expect(decode(fromBase64(fixture.frames), fixture.key, createReplayGuard())).toEqual({
    message: {
      identities: fromBase64(fixture.identities),
      header: fixture.message.header,
      parentHeader: fixture.message.parent_header,
      metadata: fixture.message.metadata,
      content: fixture.message.content,
      buffers: fromBase64(fixture.message.buffers),
    },
  });
});

test("Jupyter's own client reads what is written, and finds the signature right", () => {
  const messages: Message[] = [
    message,
    {
      identities: [Buffer.from("stream")],
      header: newHeader("stream", "s"),
      parentHeader: header,
      metadata: { ü: [1, null] },
      content: { name: "stdout", text: 'ü 👩‍🔬 \u2028 \\ " \0' },
      buffers: [Buffer.alloc(0), Buffer.from([0, 255, 128])],
    },
    { ...message, identities: [], header: newHeader("status", "s") },
  ];
  const { stdout, stderr } = spawnSync(venvPython, [join(__dirname, "read_messages.py"), key], {
    input: JSON.stringify(messages.map((each) => toBase64(encode(each, key)))),
    encoding: "utf8",
    env: { ...process.env, PYTHONIOENCODING: "utf-8" },
  });
  expect(stderr).toBe("");
  const found = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(found).toHaveLength(messages.length);
  for (const [index, each] of messages.entries()) {
    expect(found[index]).toMatchObject({
      identities: toBase64(each.identities),
      header: { ...each.header, date: expect.stringContaining(each.header.date.slice(0, 19)) },
      metadata: each.metadata,
      content: each.content,
      buffers: toBase64(each.buffers),
    });
    expect(found[index].parent_header.msg_id).toBe(each.parentHeader.msg_id);
  }
});

test("text is handed over as text, so that nothing reads our memory when this thread is gone", () => {
  const buffers = [Buffer.alloc(1000)];
  const frames = encodeFrames({ ...message, content: { code: "ü".repeat(1000) }, buffers }, key);
  expect(frames.filter((frame) => Buffer.isBuffer(frame))).toEqual([...message.identities, ...buffers]);
});

test("what is written is read again, with and without a key", () => {
  const buffers = [Buffer.from("<IDS|MSG>"), Buffer.alloc(3)];
  for (const someKey of [key, ""]) {
    expect(decode(encode({ ...message, buffers }, someKey), someKey, createReplayGuard())).toEqual({
      message: { ...message, buffers },
    });
  }
});

describe("a message is refused if", () => {
  const frames = encode(message, key);
  const changed = (index: number, frame: Buffer) => frames.with(index, frame);
  const flipped = (index: number, byte = 0) => {
    const frame = Buffer.from(frames[index]!);
    frame[byte]! ^= 1;
    return changed(index, frame);
  };
  const { msg_id: _, ...withoutId } = header;
  const depth = (n: number) => `{"x":${"[".repeat(n - 1)}${"]".repeat(n - 1)}}`;

  test.each<[string, readonly Buffer[], string]>([
    ["it has no frames", [], "it has no <IDS|MSG>"],
    ["it has no delimiter", [Buffer.from("hello")], "it has no <IDS|MSG>"],
    ["its delimiter is not whole", flipped(1), "it has no <IDS|MSG>"],
    [
      "it ends with the delimiter",
      frames.slice(0, 2),
      "it ends after 0 frames, and needs at least 5 after <IDS|MSG>",
    ],
    ["it is cut off", frames.slice(0, 6), "it ends after 4 frames, and needs at least 5 after <IDS|MSG>"],
    ["it is not signed", changed(2, Buffer.alloc(0)), "it is not signed"],
    ["its signature differs in its first letter", flipped(2), "its signature is wrong"],
    ["its signature differs in its last letter", flipped(2, 63), "its signature is wrong"],
    ["its signature is cut off", changed(2, frames[2]!.subarray(0, 63)), "its signature is wrong"],
    ["its header was changed", flipped(3, 10), "its signature is wrong"],
    ["its parent header was changed", flipped(4), "its signature is wrong"],
    ["its metadata were changed", flipped(5), "its signature is wrong"],
    ["its content was changed", flipped(6, 9), "its signature is wrong"],
    ["it was signed with another key", encode(message, "another"), "its signature is wrong"],
    ["it was signed with no key", encode(message, ""), "it is not signed"],
    ["its header is not JSON", signed("hello", {}, {}, {}), "its header is not JSON"],
    ["its parent header is empty", signed(header, "", {}, {}), "its parent header is not JSON"],
    [
      "its metadata are not UTF-8",
      signed(header, {}, Buffer.from('{"x":"\xff"}', "latin1"), {}),
      "its metadata is not UTF-8",
    ],
    ["its content is a list", signed(header, {}, {}, []), "its content is not a JSON object"],
    ["its content is null", signed(header, {}, {}, "null"), "its content is not a JSON object"],
    ["its header has no id", signed(withoutId, {}, {}, {}), "its header has no msg_id"],
    ["its type is a number", signed({ ...header, msg_type: 7 }, {}, {}, {}), "its header has no msg_type"],
    ["its session is null", signed({ ...header, session: null }, {}, {}, {}), "its header has no session"],
    ["its date is a number", signed({ ...header, date: 7 }, {}, {}, {}), "the date in its header is no text"],
    [
      "its content is nested too deeply",
      signed(header, {}, {}, depth(501)),
      "its content is nested deeper than 500 levels",
    ],
    [
      "its content is a bomb of brackets",
      signed(header, {}, {}, "[".repeat(1e6)),
      "its content is nested deeper than 500 levels",
    ],
    [
      "its header is too long",
      signed({ ...header, msg_id: "x".repeat(70_000) }, {}, {}, {}),
      `its header has ${JSON.stringify({ ...header, msg_id: "" }).length + 70_000} bytes, more than 65536`,
    ],
    [
      "it has too many frames",
      [...frames, ...Array.from({ length: limits.frames }, () => Buffer.alloc(0))],
      `it has ${limits.frames + 7} frames, more than ${limits.frames}`,
    ],
  ])("%s", (_, given, refusal) => {
    expect(read(given)).toEqual({ refusal });
  });

  test("it has too many bytes", () => {
    const part = Buffer.alloc(limits.bytes / 4);
    const given = [...frames, part, part, part, part];
    expect(read(given)).toMatchObject({
      refusal: expect.stringMatching(/^it has \d+ bytes, more than 268435456$/),
    });
  });

  test("it came before", () => {
    const guard = createReplayGuard();
    expect(read(frames, guard)).toHaveProperty("message");
    expect(read(frames, guard)).toEqual({ refusal: "it came before: its signature is not new" });
    expect(read(frames.toSpliced(0, 1, Buffer.from("someone else")), guard)).toHaveProperty("refusal");
    expect(
      read(encode({ ...message, header: newHeader("execute_request", "session") }, key), guard),
    ).toHaveProperty("message");
  });
});

test("a wrong signature does not make the right message come before", () => {
  const guard = createReplayGuard();
  const frames = encode(message, key);
  read(frames.with(6, Buffer.from("{}")), guard);
  expect(read(frames, guard)).toHaveProperty("message");
});

test("brackets in texts are no nesting", () => {
  const content = { code: `${'[{\\"'.repeat(1000)}` };
  expect(read(encode({ ...message, content }, key))).toMatchObject({ message: { content } });
  const wide = { list: Array.from({ length: 2000 }, () => [{}]) };
  expect(read(encode({ ...message, content: wide }, key))).toMatchObject({ message: { content: wide } });
});

test("an old header without date, version and username is read", () => {
  const { msg_id, msg_type, session } = header;
  expect(read(signed({ msg_id, msg_type, session }, {}, {}, {}))).toMatchObject({
    message: { header: { msg_id, msg_type, session, date: "", version: "", username: "" } },
  });
});

test("only the last signatures are remembered", () => {
  const guard = createReplayGuard(3);
  expect(["a", "b", "c", "a", "d", "a", "b"].map(guard.isNew)).toEqual([
    true,
    true,
    true,
    false,
    true,
    true,
    true,
  ]);
});

test("a header is new each time, with the time in it", () => {
  const one = newHeader("status", "s");
  const other = newHeader("status", "s");
  expect(one.msg_id).not.toBe(other.msg_id);
  expect(one).toMatchObject({ msg_type: "status", session: "s", version: "5.5" });
  expect(Math.abs(Date.parse(one.date) - Date.now())).toBeLessThan(60_000);
});

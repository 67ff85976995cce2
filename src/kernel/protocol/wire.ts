import { createHmac, timingSafeEqual } from "node:crypto";
import type { Header, Message } from "./message";
import type { ReplayGuard } from "./replay-guard";

/** What a message may be at most. A front end stays far below. */
export const limits = {
  /** Of all frames together. */
  bytes: 256 * 1024 * 1024,
  frames: 4096,
  /** A header returns as the parent header of every output. */
  headerBytes: 64 * 1024,
  /** Of arrays and objects in each other. */
  depth: 500,
} as const;

/** A message, or in a few words why there is none. */
export type Decoded = { readonly message: Message } | { readonly refusal: string };

const DELIMITER = "<IDS|MSG>";
const DELIMITER_BYTES = Buffer.from(DELIMITER);

/** A part of a message: text travels as UTF-8. */
export type Frame = string | Buffer;

/**
 * From a message to the frames that travel. Text stays text: ZeroMQ would go on reading a buffer of ours in the
 * background, also when this thread and its memory are gone.
 *
 * @param key of the connection file; empty: the message is not signed
 */
export function encode(message: Message, key: string): Frame[] {
  const parts = [message.header, message.parentHeader, message.metadata, message.content].map(json);
  return [...message.identities, DELIMITER, sign(parts, key), ...parts, ...message.buffers];
}

/**
 * From frames to the message in them. Never throws: whatever does not come from a front end that knows the key, or is
 * no message, is refused.
 *
 * @param guard refuses what came before; one for all sockets of a kernel
 */
export function decode(frames: readonly Buffer[], key: string, guard: ReplayGuard): Decoded {
  if (frames.length > limits.frames) {
    return refuse(`it has ${frames.length} frames, more than ${limits.frames}`);
  }
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
  if (bytes > limits.bytes) return refuse(`it has ${bytes} bytes, more than ${limits.bytes}`);
  const start = frames.findIndex((frame) => frame.equals(DELIMITER_BYTES));
  if (start < 0) return refuse("it has no <IDS|MSG>");
  const [signature, ...rest] = frames.slice(start + 1);
  const parts = rest.slice(0, 4);
  if (signature === undefined || parts.length < 4) {
    return refuse(`it ends after ${frames.length - start - 1} frames, and needs at least 5 after <IDS|MSG>`);
  }
  if (key !== "") {
    if (signature.length === 0) return refuse("it is not signed");
    if (!equal(signature, Buffer.from(sign(parts, key)))) return refuse("its signature is wrong");
    if (!guard.isNew(signature.toString("latin1"))) return refuse("it came before: its signature is not new");
  }
  const objects: Record<string, unknown>[] = [];
  for (const [index, name] of ["header", "parent header", "metadata", "content"].entries()) {
    const part = parts[index]!;
    if (index < 2 && part.length > limits.headerBytes) {
      return refuse(`its ${name} has ${part.length} bytes, more than ${limits.headerBytes}`);
    }
    const parsed = parseObject(part);
    if (typeof parsed === "string") return refuse(`its ${name} ${parsed}`);
    objects.push(parsed);
  }
  const [header, parentHeader, metadata, content] = objects as [
    Record<string, unknown>,
    Record<string, unknown>,
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  for (const name of ["msg_id", "msg_type", "session"]) {
    if (typeof header[name] !== "string") return refuse(`its header has no ${name}`);
  }
  for (const name of ["username", "date", "version"]) {
    // The oldest front ends leave these out.
    header[name] ??= "";
    if (typeof header[name] !== "string") return refuse(`the ${name} in its header is no text`);
  }
  return {
    message: {
      identities: frames.slice(0, start),
      header: header as unknown as Header,
      parentHeader: parentHeader as Partial<Header>,
      metadata,
      content,
      buffers: rest.slice(4),
    },
  };
}

/** JSON writes half of a pair of UTF-16 as an escape; a whole pair never. */
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Without halves of characters, such as `"😀"[0]` prints: Jupyter could not save a notebook that holds one. */
function json(part: object): string {
  const text = JSON.stringify(part);
  return text.includes("\\ud") ? text.replace(LONE_SURROGATE, "$1\ufffd") : text;
}

function refuse(refusal: string): Decoded {
  return { refusal };
}

function sign(parts: readonly Frame[], key: string): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** Takes equally long wherever the two differ, so that a signature cannot be guessed byte by byte. */
function equal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** @returns the object, or what is wrong with it */
function parseObject(bytes: Buffer): Record<string, unknown> | string {
  if (isDeeperThan(limits.depth, bytes)) return `is nested deeper than ${limits.depth} levels`;
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch (error) {
    return error instanceof SyntaxError ? "is not JSON" : "is not UTF-8";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "is not a JSON object";
  return value as Record<string, unknown>;
}

/**
 * Whether JSON is nested too deeply. Parsing it would succeed, but nothing that walks over it afterwards, such as
 * writing it again.
 */
function isDeeperThan(limit: number, json: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let k = 0; k < json.length; k++) {
    switch (json[k]) {
      case 0x5c: // backslash
        if (inString) k++;
        break;
      case 0x22: // quote
        inString = !inString;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (!inString && ++depth > limit) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        if (!inString) depth--;
        break;
    }
  }
  return false;
}

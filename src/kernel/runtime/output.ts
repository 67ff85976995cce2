import { StringDecoder } from "node:string_decoder";
import type { ToProtocol } from "../messages";
import { shared } from "../messages";

/** Output that may be on its way before the user thread has to wait. */
const LIMIT = 1 << 20;
/** A longer text is sent in pieces, so that Stop comes through in between. */
const PIECE = 1 << 16;

/**
 * Sends everything that the process prints to the notebook: `console`, process.stdout and process.stderr.
 *
 * @param currentId the request that the output belongs to
 */
export function captureOutput(
  send: (message: ToProtocol) => void,
  memory: Int32Array,
  currentId: () => number,
): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = process[name];
    // A program that is piped through is cut anywhere, also within a character.
    const decoder = new StringDecoder("utf8");
    stream.write = ((
      chunk: string | Uint8Array,
      encodingOrDone?: BufferEncoding | ((error?: Error) => void),
      done?: (error?: Error) => void,
    ) => {
      const encoding = typeof encodingOrDone === "string" ? encodingOrDone : "utf8";
      const isText = typeof chunk === "string" && /^utf-?8$/i.test(encoding);
      const text = isText ? chunk : decoder.write(bytesOf(chunk, encoding));
      for (let from = 0, to: number; from < text.length; from = to) {
        to = endOfPiece(text, from);
        const piece = text.slice(from, to);
        waitForRoom(memory);
        Atomics.add(memory, shared.outputInFlight, piece.length);
        send({ type: "output", id: currentId(), name, text: piece });
      }
      const finished = typeof encodingOrDone === "function" ? encodingOrDone : done;
      if (finished) process.nextTick(finished);
      return true;
    }) as typeof stream.write;
    // Later cells print too.
    stream.end = ((...args: [chunk?: unknown]) => {
      const [chunk] = args;
      if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
        Reflect.apply(stream.write, stream, args);
      return stream;
    }) as typeof stream.end;
  }
}

/** Never between the two halves of a character. */
function endOfPiece(text: string, from: number): number {
  const to = from + PIECE;
  return to < text.length && /[\ud800-\udbff]/.test(text[to - 1]!) ? to - 1 : to;
}

function bytesOf(chunk: string | Uint8Array, encoding: BufferEncoding): Buffer {
  return typeof chunk === "string"
    ? Buffer.from(chunk, encoding)
    : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function waitForRoom(memory: Int32Array): void {
  for (;;) {
    const inFlight = Atomics.load(memory, shared.outputInFlight);
    if (inFlight < LIMIT) return;
    Atomics.wait(memory, shared.outputInFlight, inFlight, 100);
  }
}

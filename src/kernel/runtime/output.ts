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
    stream.write = ((
      chunk: string | Uint8Array,
      encodingOrDone?: BufferEncoding | ((error?: Error) => void),
      done?: (error?: Error) => void,
    ) => {
      const encoding = typeof encodingOrDone === "string" ? encodingOrDone : "utf8";
      const text =
        typeof chunk === "string"
          ? chunk
          : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString(encoding);
      for (let from = 0, to: number; from < text.length; from = to) {
        to = from + PIECE;
        if (isHighSurrogate(text.charCodeAt(to - 1))) to++;
        const piece = text.slice(from, to);
        waitForRoom(memory);
        Atomics.add(memory, shared.outputInFlight, piece.length);
        send({ type: "output", id: currentId(), name, text: piece });
      }
      const finished = typeof encodingOrDone === "function" ? encodingOrDone : done;
      if (finished) process.nextTick(finished);
      return true;
    }) as typeof stream.write;
  }
}

/** Whether a character outside the basic plane would be cut in two after this unit. */
function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function waitForRoom(memory: Int32Array): void {
  for (;;) {
    const inFlight = Atomics.load(memory, shared.outputInFlight);
    if (inFlight < LIMIT) return;
    Atomics.wait(memory, shared.outputInFlight, inFlight, 100);
  }
}

import inspector from "node:inspector";
import { shared, type ToProtocol, type ToUser } from "../messages";

/** How long the user thread may take to answer before it is stopped by force. */
const GRACE = 10;
const BETWEEN_STOPS = 25;
/** A native call, such as a huge BigInt product, cannot be stopped: then we wait for its end. */
const LONGEST_WAIT = 10 * 60_000;

/** Loading native code ends in that time; a stop in the middle of it may leave the mark behind. */
const LONGEST_PROTECTION = 10_000;

export interface Interrupter {
  /**
   * Ends whatever the user thread is doing, and waits until it takes messages again. What was running is gone; all
   * variables stay.
   */
  stop(): Promise<void>;
  /** To be called with each answer of the user thread. */
  answered(message: Extract<ToProtocol, { type: "cancelled" }>): void;
  close(): void;
}

/**
 * Stops the user thread from this one: V8 ends its JavaScript between two instructions, also in a loop that never
 * returns to the event loop, in WebAssembly, or in a regular expression.
 */
export function createInterrupter(send: (message: ToUser) => void, memory: Int32Array): Interrupter {
  let session: inspector.Session | undefined;
  let tokens = 0;
  let waiting: (() => void) | undefined;

  const connected = () => {
    if (session === undefined) {
      session = new inspector.Session();
      session.connectToMainThread();
    }
    return session;
  };
  const terminate = () =>
    new Promise<void>((resolve) => {
      connected().post("Runtime.terminateExecution", () => resolve());
    });
  /** Asks the user thread to answer; a stop may hit the answer itself, so this is asked again after each. */
  const ask = (patience: number) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => {
        waiting = undefined;
        resolve(false);
      }, patience);
      waiting = () => {
        clearTimeout(timer);
        waiting = undefined;
        resolve(true);
      };
      send({ type: "cancel", token: ++tokens });
    });

  return {
    stop: async () => {
      if (await ask(GRACE)) return;
      const stops: Promise<void>[] = [];
      const began = Date.now();
      const isProtected = () =>
        Atomics.load(memory, shared.uninterruptible) > 0 && Date.now() - began < LONGEST_PROTECTION;
      for (;;) {
        if (!isProtected()) stops.push(terminate());
        if (await ask(BETWEEN_STOPS)) break;
        if (Date.now() - began > LONGEST_WAIT)
          throw new Error("The cell runs native code that does not end: restart the kernel");
      }
      // A stop that is still on its way would hit the next cell.
      await Promise.all(stops);
      await ask(1000);
    },
    answered: ({ token }) => {
      if (token === tokens) waiting?.();
    },
    // Node waits for a connected session before it exits.
    close: () => session?.disconnect(),
  };
}

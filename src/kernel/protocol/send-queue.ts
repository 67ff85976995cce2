import { setTimeout as sleep } from "node:timers/promises";
import type { Frame } from "./wire";

/** How soon to try again when a reader is slower than we are, in milliseconds. */
const RETRY = 2;
/** How long all wait for one reader that reads nothing. */
const PATIENCE = 5000;
/** How long nobody waits for it then. */
const IMPATIENCE = 60_000;
/** How many messages at once those who do read can be trusted with. */
const BURST = 20;

export interface SendQueue {
  /** @returns resolved when the message is on its way or was given up; never rejected */
  send(frames: readonly Frame[]): Promise<void>;
  /** Waits until all is on its way, for that many milliseconds at most; sends nothing after it. */
  close(patience: number): Promise<void>;
}

/**
 * Sends one message after the other: a ZeroMQ socket takes no second one while it is busy with the first. A reader who
 * is too slow slows us down.
 *
 * @param setLossy is told when a reader has read nothing for seconds: then the socket should drop what that one does not
 * take, until it is told otherwise
 */
export function createSendQueue(
  socket: { send(frames: Frame[]): Promise<void> },
  {
    setLossy = () => {},
    onFailed,
  }: { setLossy?: (lossy: boolean) => void; onFailed: (error: Error) => void },
): SendQueue {
  let closed = false;
  let last: Promise<void> = Promise.resolve();
  /** When we begin to wait for slow readers again; 0: we do. */
  let lossyUntil = 0;
  let burst = 0;

  const sendNow = async (frames: readonly Frame[]) => {
    if (lossyUntil > 0 && Date.now() > lossyUntil && !closed) {
      lossyUntil = 0;
      setLossy(false);
    }
    const waitUntil = Date.now() + PATIENCE;
    while (!closed) {
      try {
        await socket.send(frames as Frame[]);
        break;
      } catch (error) {
        if (closed) return;
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") {
          onFailed(error as Error);
          return;
        }
      }
      if (lossyUntil === 0 && Date.now() > waitUntil) {
        lossyUntil = Date.now() + IMPATIENCE;
        setLossy(true);
      }
      await sleep(RETRY);
    }
    // The socket no longer says when the others need time.
    if (lossyUntil > 0 && ++burst % BURST === 0) await sleep(RETRY);
  };

  return {
    send: (frames) => {
      if (!closed) last = last.then(() => sendNow(frames));
      return last;
    },
    close: async (patience) => {
      await Promise.race([last, sleep(patience, undefined, { ref: false })]);
      closed = true;
    },
  };
}

import { setTimeout as sleep } from "node:timers/promises";

/** How soon to try again when a reader is slower than we are, in milliseconds. */
const RETRY = 2;
/** How long all wait for one reader that reads nothing. */
const PATIENCE = 5000;

export type Frames = readonly Buffer[];

export interface SendQueue {
  /** @returns resolved when the message is on its way or was given up; never rejected */
  send(frames: Frames): Promise<void>;
  /** Waits until all is on its way, for that many milliseconds at most; sends nothing after it. */
  close(patience: number): Promise<void>;
}

/**
 * Sends one message after the other: a ZeroMQ socket takes no second one while it is busy with the first. A reader who
 * is too slow slows us down.
 *
 * @param onStuck a reader has read nothing for seconds: to let the socket drop what such a reader does not take
 */
export function createSendQueue(
  socket: { send(frames: Buffer[]): Promise<void> },
  { onStuck = () => {}, onFailed }: { onStuck?: () => void; onFailed: (error: Error) => void },
): SendQueue {
  let closed = false;
  let last: Promise<void> = Promise.resolve();

  const sendNow = async (frames: Frames) => {
    let stuckAt = Date.now() + PATIENCE;
    while (!closed) {
      try {
        await socket.send(frames as Buffer[]);
        return;
      } catch (error) {
        if (closed) return;
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") {
          onFailed(error as Error);
          return;
        }
      }
      if (Date.now() > stuckAt) {
        onStuck();
        stuckAt = Number.POSITIVE_INFINITY;
      }
      await sleep(RETRY);
    }
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

import type { ConnectionInfo } from "./connection-file";
import type { Message } from "./message";

/** Where front ends send requests to and hear outputs from. */
export type Channel = "shell" | "control" | "stdin" | "iopub";

export interface ChannelHandlers {
  readonly onMessage: (channel: Exclude<Channel, "iopub">, message: Message) => void;
  /** A message that was ignored, and why: for the log. */
  readonly onRefused: (channel: Channel | "heartbeat", reason: string) => void;
}

export interface Channels {
  /** The kernel's own session, for the headers of its messages. */
  readonly session: string;
  /**
   * Signs and sends a message, after all messages that were sent on this channel before.
   *
   * @returns resolved when the message is on its way or was given up; never rejected
   */
  send(channel: Channel, message: Message): Promise<void>;
  /** Sends what is still queued, for a second at most, and closes everything. Needed before the process may end. */
  close(): Promise<void>;
}

/**
 * Opens the five sockets of a kernel.
 *
 * @throws Error in one line if it cannot listen there
 */
export declare function openChannels(info: ConnectionInfo, handlers: ChannelHandlers): Promise<Channels>;

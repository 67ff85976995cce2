import { randomUUID } from "node:crypto";
import type { CommMessage, ToProtocol } from "../messages";
import { asJson } from "./mime-bundle";

/** One end of a conversation with the front end, for example with a widget. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: unknown, buffers?: readonly Uint8Array[]): void;
  close(data?: unknown): void;
  onMessage?: (data: unknown, buffers: readonly Uint8Array[]) => void;
  onClose?: (data: unknown) => void;
}

export type CommHandler = (comm: Comm, data: unknown) => void;

export interface Comms {
  /** `handler` is called when the front end opens a comm with this target. */
  registerTarget(target: string, handler: CommHandler): void;
  open(target: string, data?: unknown, metadata?: Record<string, unknown>): Comm;
  /** A message from the front end. */
  receive(message: CommMessage): void;
}

export function createComms(send: (message: ToProtocol) => void, currentId: () => number): Comms {
  const targets = new Map<string, CommHandler>();
  const opened = new Map<string, Comm>();
  const say = (
    event: CommMessage["event"],
    comm: { readonly id: string; readonly target: string },
    data: unknown,
    metadata: Record<string, unknown> = {},
    buffers: readonly Uint8Array[] = [],
  ) =>
    send({
      type: "comm out",
      id: currentId(),
      event,
      commId: comm.id,
      target: comm.target,
      data: asJson(data ?? {}, "Cannot send to the front end"),
      metadata: asJson(metadata, "Cannot send to the front end") as Record<string, unknown>,
      buffers,
    });
  const create = (id: string, target: string): Comm => {
    const comm: Comm = {
      id,
      target,
      send: (data, buffers) => say("message", comm, data, {}, buffers),
      close: (data) => {
        if (opened.delete(id)) say("close", comm, data);
      },
    };
    opened.set(id, comm);
    return comm;
  };
  return {
    registerTarget: (target, handler) => {
      targets.set(target, handler);
    },
    open: (target, data, metadata) => {
      const comm = create(randomUUID(), target);
      say("open", comm, data, metadata);
      return comm;
    },
    receive: ({ event, commId, target = "", data, buffers }) => {
      const comm = opened.get(commId);
      if (event === "open") {
        const handler = targets.get(target);
        if (handler === undefined) say("close", { id: commId, target }, {});
        else handler(create(commId, target), data);
      } else if (event === "message") comm?.onMessage?.(data, buffers);
      else if (opened.delete(commId)) comm?.onClose?.(data);
    },
  };
}

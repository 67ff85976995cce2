/** What every Jupyter message says of itself. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  /** Of the protocol. */
  readonly version: string;
}

/** A Jupyter message, without the signature that it travels with. */
export interface Message {
  /** Whom a ROUTER socket had it from or sends it to; on iopub, the topic. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  /** The header of the request that this one answers, {} without one. */
  readonly parentHeader: Partial<Header>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  /** Binary data, as widgets send it. */
  readonly buffers: readonly Buffer[];
}

/** The version of the Jupyter messaging protocol that this kernel speaks. */
export const PROTOCOL_VERSION = "5.5";

/** The header of a message that the kernel is about to send. */
export function newHeader(msgType: string, session: string): Header {
  return {
    msg_id: crypto.randomUUID(),
    msg_type: msgType,
    session,
    username: "kernel",
    date: new Date().toISOString(),
    version: PROTOCOL_VERSION,
  };
}

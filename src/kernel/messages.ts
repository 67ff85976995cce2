/** What the protocol thread and the user thread tell each other. */
import type { ProjectSettings } from "./project-settings";

export type MimeBundle = Readonly<Record<string, unknown>>;

/** An error as a front end shows it. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** A cell that is ready to run. */
export interface RunCell {
  readonly type: "run";
  readonly id: number;
  readonly fileName: string;
  readonly names: readonly string[];
  readonly code: string;
  /** Source map version 3 from the script to the cell, as JSON. */
  readonly map: string;
  /** The cell as the user wrote it. */
  readonly source: string;
  readonly settings: ProjectSettings;
  /** Also the values of these, by name, after the cell. */
  readonly userExpressions: Readonly<Record<string, string>>;
}

export interface CommMessage {
  readonly type: "comm";
  readonly id: number;
  readonly event: "open" | "message" | "close";
  readonly commId: string;
  readonly target?: string;
  readonly data: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** From the protocol thread to the user thread. `id` names the request whose outputs follow. */
export type ToUser =
  | RunCell
  | CommMessage
  | { readonly type: "cancel"; readonly token: number }
  | { readonly type: "exit" };

export type ExpressionValue =
  | { readonly status: "ok"; readonly data: MimeBundle; readonly metadata: object }
  | ({ readonly status: "error" } & ErrorReport);

/** From the user thread to the protocol thread. */
export type ToProtocol =
  | { readonly type: "ready" }
  | {
      readonly type: "output";
      readonly id: number;
      readonly name: "stdout" | "stderr";
      readonly text: string;
    }
  | {
      readonly type: "display";
      readonly id: number;
      readonly data: MimeBundle;
      readonly metadata: object;
      readonly displayId?: string;
      readonly update: boolean;
      readonly buffers?: readonly Uint8Array[];
    }
  | { readonly type: "clear"; readonly id: number; readonly wait: boolean }
  | { readonly type: "input"; readonly id: number; readonly prompt: string; readonly password: boolean }
  | {
      readonly type: "done";
      readonly id: number;
      readonly result?: { readonly data: MimeBundle; readonly metadata: object };
      readonly error?: ErrorReport;
      readonly userExpressions: Readonly<Record<string, ExpressionValue>>;
    }
  | { readonly type: "late error"; readonly id: number; readonly error: ErrorReport }
  | { readonly type: "cancelled"; readonly token: number }
  | (Omit<CommMessage, "type"> & { readonly type: "comm out" });

/**
 * Memory that both threads see. The user thread waits in it while the protocol thread has too much output to send, and
 * while the user types an answer.
 */
export const shared = {
  /** Characters of output on their way. */
  outputInFlight: 0,
  /** 0: nobody waits, 1: an answer is awaited, 2: the answer is there, 3: no answer will come. */
  inputState: 1,
  /** Bytes of the answer. */
  inputLength: 2,
  /** The process that is asked about types at the moment; 0 if none is. */
  checkerProcess: 3,
  /** Counts the questions to it. */
  checkerQuestions: 4,
  /** Above 0 while the user thread does what must not be stopped in the middle. */
  uninterruptible: 5,
  headerInts: 8,
  inputBytes: 1 << 20,
} as const;

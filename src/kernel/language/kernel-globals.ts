/** What every cell finds without an import, for the type checker: TypeScript declarations of src/kernel/runtime's names. */
export const KERNEL_GLOBALS = `
/**
 * Shows a value under the cell now, as its last expression is shown at the end.
 *
 * @returns a handle that replaces what is shown
 */
declare function display(value: unknown, options?: display.Options): display.Handle;

declare namespace display {
  interface Options {
    /** Names the output, so that a later one can take its place. */
    readonly id?: string | undefined;
    /** Replaces the output of that name wherever it stands. */
    readonly update?: boolean | undefined;
    readonly metadata?: object | undefined;
    /** The value is itself a MIME bundle: an object with a value for each MIME type. */
    readonly raw?: boolean | undefined;
  }
  interface Handle {
    readonly id: string;
    /** Shows another value in the same place. */
    update(value: unknown): void;
  }
  /** Shows HTML. */
  function html(source: string, options?: Options): Handle;
  /** Shows Markdown. */
  function markdown(source: string, options?: Options): Handle;
  /** Shows a formula: LaTeX between dollar signs. */
  function latex(source: string, options?: Options): Handle;
  /** Shows an SVG picture. */
  function svg(source: string, options?: Options): Handle;
  /** Shows a PNG picture: its bytes, or base64. */
  function png(bytes: Uint8Array | string, options?: Options): Handle;
  /** Shows a JPEG picture: its bytes, or base64. */
  function jpeg(bytes: Uint8Array | string, options?: Options): Handle;
  /** Shows JSON as a tree that can be unfolded. */
  function json(value: unknown, options?: Options): Handle;
  /** Shows several formats of one output, by MIME type; the front end picks the richest it knows. */
  function raw(bundle: Readonly<Record<string, unknown>>, options?: Options): Handle;
}

/** Removes what the cell has shown. With \`wait\`, only when the next output comes, so that nothing flickers. */
declare function clearOutput(options?: { readonly wait?: boolean | undefined }): void;

/**
 * Asks for a line of text.
 *
 * @param answer what is meant if nothing is typed
 * @returns what was typed
 */
declare function prompt(message?: string, answer?: string): string | null;
/** Asks a question that "y" answers with true. */
declare function confirm(message?: string): boolean;
/**
 * Asks for a secret, which is not shown while it is typed.
 *
 * @returns what was typed
 */
declare function promptPassword(message?: string): string | null;

declare namespace jupyter {
  /** One end of a conversation with the front end, for example with a widget. */
  interface Comm {
    readonly id: string;
    readonly target: string;
    send(data: unknown, buffers?: readonly Uint8Array[]): void;
    close(data?: unknown): void;
    onMessage?: ((data: any, buffers: readonly Uint8Array[]) => void) | undefined;
    onClose?: ((data: any) => void) | undefined;
  }
  const display: typeof globalThis.display;
  /** Calls \`handler\` when the front end opens a comm with this target. */
  function registerTarget(target: string, handler: (comm: Comm, data: any) => void): void;
  /** Opens a comm with something in the front end. */
  function openComm(target: string, data?: unknown, metadata?: Record<string, unknown>): Comm;
}

declare namespace NodeJS {
  interface Require {
    (id: string): any;
  }
}
/** Loads a CommonJS module, a JSON file or a module of Node's, as seen from the notebook's folder. */
declare var require: NodeJS.Require;
/** The notebook's folder. */
declare var __dirname: string;
declare var __filename: string;

declare module "tslab" {
  export interface Display {
    javascript(source: string): void;
    html(source: string): void;
    markdown(source: string): void;
    latex(source: string): void;
    svg(source: string): void;
    png(bytes: Uint8Array): void;
    jpeg(bytes: Uint8Array): void;
    gif(bytes: Uint8Array): void;
    pdf(bytes: Uint8Array): void;
    text(text: string): void;
    raw(contentType: string, data: string | Uint8Array): any;
  }
  export const display: Display;
  /** A display whose outputs replace each other. */
  export function newDisplay(): Display;
  export function clearOutput(wait?: boolean): void;
  export function isJupyter(): boolean;
}
`;

import { randomUUID } from "node:crypto";
import type { MimeBundle, ToProtocol } from "../messages";
import { asJson, mimeBundle, sendable, text } from "./mime-bundle";

export interface DisplayOptions {
  /** Names the output, so that a later one can take its place. */
  readonly id?: string | undefined;
  /** Replaces the output of that name wherever it stands. */
  readonly update?: boolean;
  readonly metadata?: object;
  /** The value is itself a MIME bundle. */
  readonly raw?: boolean;
}

/** An output that can be replaced. */
export interface DisplayHandle {
  readonly id: string;
  update(value: unknown): void;
}

export interface Display {
  (value: unknown, options?: DisplayOptions): DisplayHandle;
  html(source: string, options?: DisplayOptions): DisplayHandle;
  markdown(source: string, options?: DisplayOptions): DisplayHandle;
  latex(source: string, options?: DisplayOptions): DisplayHandle;
  svg(source: string, options?: DisplayOptions): DisplayHandle;
  png(bytes: Uint8Array | string, options?: DisplayOptions): DisplayHandle;
  jpeg(bytes: Uint8Array | string, options?: DisplayOptions): DisplayHandle;
  json(value: unknown, options?: DisplayOptions): DisplayHandle;
  /** Several formats of one output, by MIME type. */
  raw(bundle: MimeBundle, options?: DisplayOptions): DisplayHandle;
}

/** The `display` of a notebook: shows values now, without waiting for the end of the cell. */
export function createDisplay(send: (message: ToProtocol) => void, currentId: () => number): Display {
  const raw = (bundle: MimeBundle, options: DisplayOptions = {}): DisplayHandle => {
    const id = String(options.id ?? randomUUID());
    const emit = (data: MimeBundle, update: boolean) =>
      send({
        type: "display",
        id: currentId(),
        data: sendable(data),
        metadata: asJson(options.metadata ?? {}, "Cannot show the metadata") as object,
        displayId: id,
        update,
      });
    emit(bundle, options.update === true);
    return {
      id,
      update: (value) =>
        whenReady(options.raw ? (value as MimeBundle) : mimeBundle(value), (data) => emit(data, true)),
    };
  };
  const display = (value: unknown, options: DisplayOptions = {}): DisplayHandle => {
    const id = options.id ?? randomUUID();
    const named = { ...options, id };
    const bundle = options.raw ? (value as MimeBundle) : mimeBundle(value);
    if (!(bundle instanceof Promise)) return raw(bundle, named);
    whenReady(bundle, (data) => raw(data, named));
    return { id, update: (next) => display(next, { ...named, update: true }) };
  };
  const as =
    (mime: string, plain: (source: never) => string) =>
    (source: unknown, options: DisplayOptions = {}) => {
      const bundle = (value: unknown) => ({ [mime]: value, "text/plain": plain(value as never) });
      const handle = raw(bundle(source), options);
      return {
        id: handle.id,
        update: (value: unknown) => void raw(bundle(value), { id: handle.id, update: true }),
      };
    };
  const itself = (source: string) => source;
  return Object.assign(display, {
    raw,
    html: as("text/html", (source: string) => source.replace(/<[^>]*>/g, "").trim() || "HTML"),
    markdown: as("text/markdown", itself),
    latex: as("text/latex", itself),
    svg: as("image/svg+xml", () => "SVG picture"),
    png: as("image/png", () => "PNG picture"),
    jpeg: as("image/jpeg", () => "JPEG picture"),
    json: as("application/json", text),
  });
}

function whenReady(bundle: MimeBundle | Promise<MimeBundle>, use: (bundle: MimeBundle) => void): void {
  if (bundle instanceof Promise) void bundle.then(use);
  else use(bundle);
}

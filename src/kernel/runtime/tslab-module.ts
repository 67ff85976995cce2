import type { MimeBundle, ToProtocol } from "../messages";
import type { Display } from "./display";

/** tslab's own API over this kernel, so that notebooks written for tslab run unchanged: `import * as tslab from "tslab"`. */
export function tslabModule(
  display: Display,
  send: (message: ToProtocol) => void,
  currentId: () => number,
): Record<string, unknown> {
  const kinds = (show: (bundle: MimeBundle) => void) => {
    const as = (mime: string) => (data: string | Uint8Array) =>
      show({ [mime]: data, "text/plain": plain(mime, data) });
    return {
      javascript: as("application/javascript"),
      html: as("text/html"),
      markdown: as("text/markdown"),
      latex: as("text/latex"),
      svg: as("image/svg+xml"),
      png: as("image/png"),
      jpeg: as("image/jpeg"),
      gif: as("image/gif"),
      pdf: as("application/pdf"),
      text: (data: string) => show({ "text/plain": data }),
      raw: (mime: string, data: string | Uint8Array) =>
        show(mime === "text/plain" ? { [mime]: data } : { [mime]: data, "text/plain": plain(mime, data) }),
    };
  };
  return {
    display: kinds((bundle) => {
      display.raw(bundle);
    }),
    newDisplay: () => {
      let id: string | undefined;
      return kinds((bundle) => {
        id = display.raw(bundle, { id, update: id !== undefined }).id;
      });
    },
    clearOutput: (wait = false) => send({ type: "clear", id: currentId(), wait: wait === true }),
    isJupyter: () => true,
  };
}

function plain(mime: string, data: string | Uint8Array): string {
  return /^text\/(markdown|latex)$/.test(mime) ? String(data) : `${mime} output`;
}

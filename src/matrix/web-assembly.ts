import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A module's memory. TypeScript declares this, and what follows, together with a browser's page only. */
export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number; maximum: number }) => Memory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

const PAGE = 2 ** 16;
/** WebAssembly's addresses have 32 bits. */
const MOST_PAGES = 2 ** 16;

/**
 * Compiles a module of this project.
 *
 * @param place folder and file in dist
 * @param task what cannot be done without it, for the message
 * @throws Error if it has not been made yet
 */
export function compileModule(place: readonly string[], task: string): object {
  // Sources and compiled files both find it in dist.
  const path = join(__dirname, "..", "..", "dist", ...place);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new Error(
      `Cannot ${task}: the WebAssembly module ${path} is missing. Make it with: npm run setup`,
      { cause },
    );
  }
  return new WebAssembly.Module(bytes);
}

/** A fresh copy of a compiled module with a memory of its own. */
export function startModule<Functions>(module: object): {
  readonly memory: Memory;
  readonly functions: Functions;
} {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { memory, functions: exports as Functions };
}

/**
 * Makes a memory at least so many bytes long.
 *
 * @param refusal the message if there is not so much, for a number of megabytes
 * @throws RangeError if there is not so much
 */
export function growTo(memory: Memory, bytes: number, refusal: (megabytes: number) => string): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch (cause) {
    throw new RangeError(refusal(Math.ceil(bytes / 2 ** 20)), { cause });
  }
}

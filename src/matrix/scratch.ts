import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The functions of the WebAssembly module, which is made from src/matrix/assembly. An address is in bytes. */
export interface Functions {
  products(rows: number, m: number, fours: number, n: number, p: number, out: number): void;
  singleProducts(rows: number, m: number, eights: number, n: number, p: number, out: number): void;
  nextAtLeast(numbers: number, place: number, count: number, limit: number): number;
  factorise(x: number, V: number, d: number, scales: number, diagonal: number): void;
  reflectBack(x: number, V: number, steps: number, scales: number, y: number, columns: number): void;
}

/** Memory to work in. */
export interface Scratch extends Functions {
  readonly buffer: ArrayBuffer;
}

/** What TypeScript declares together with a browser's page only. */
interface Memory {
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

let loaded: { readonly memory: Memory; readonly functions: Functions } | undefined;

/**
 * The module with at least so many bytes of memory, which hold anything. All calls work in the same memory: nothing in
 * it outlives the function that asked for it.
 *
 * @param task what cannot be done without, for the message
 * @throws RangeError if there is not so much memory, Error if the module has not been compiled yet
 */
export function scratch(bytes: number, task: string): Scratch {
  loaded ??= load();
  const { memory, functions } = loaded;
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing > 0) {
    try {
      memory.grow(missing);
    } catch (cause) {
      throw new RangeError(
        `Cannot ${task}: this takes ${Math.ceil(bytes / 2 ** 20)} MB of memory, and WebAssembly has up to 4096 MB, ` +
          "or this machine less. Take fewer words or dimensions",
        { cause },
      );
    }
  }
  return { ...functions, buffer: memory.buffer };
}

function load(): { memory: Memory; functions: Functions } {
  // Sources and compiled files both find it in dist.
  const path = join(__dirname, "..", "..", "dist", "matrix", "assembly", "matrix.wasm");
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new Error(
      `Cannot compare vectors: the WebAssembly module ${path} is missing. Make it with: npm run setup`,
      { cause },
    );
  }
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return { memory, functions: exports as Functions };
}

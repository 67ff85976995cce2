import { compileModule, growTo, type Memory, startModule } from "./web-assembly";

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

let loaded: { readonly memory: Memory; readonly functions: Functions } | undefined;

/**
 * The module with at least so many bytes of memory, which hold anything. All calls work in the same memory: nothing in
 * it outlives the function that asked for it.
 *
 * @param task what cannot be done without, for the message
 * @throws RangeError if there is not so much memory, Error if the module has not been compiled yet
 */
export function scratch(bytes: number, task: string): Scratch {
  loaded ??= startModule<Functions>(compileModule(["matrix", "assembly", "matrix.wasm"], "compare vectors"));
  const { memory, functions } = loaded;
  growTo(
    memory,
    bytes,
    (megabytes) =>
      `Cannot ${task}: this takes ${megabytes} MB of memory, and WebAssembly has up to 4096 MB, ` +
      "or this machine less. Take fewer words or dimensions",
  );
  return { ...functions, buffer: memory.buffer };
}

import { compileModule, growTo, startModule } from "../matrix/web-assembly";

/** The functions of the WebAssembly module, which is made from src/train/assembly. An address is in bytes. */
interface Exports {
  firstFreeByte(): number;
  logarithm(x: number): number;
  power(base: number, exponent: number): number;
  gramTimes(rows: number, rowStarts: number, columns: number, values: number, x: number, z: number): void;
  sparseTimes(rows: number, rowStarts: number, columns: number, values: number, x: number, y: number): void;
  blockProduct(rows: number, a: number, b: number, h: number): void;
  subtractBlock(rows: number, a: number, h: number, b: number): void;
  prepareGlove(cells: number, count: number, stride: number, orderKey: bigint): void;
  shuffleCells(epoch: number): void;
  glovePass(rate: number): number;
  prepare(...run: readonly (number | bigint)[]): number;
  pass(order: number, epoch: number, epochs: number, rate: number, minRate: number): number;
  lossSum(): number;
  softmaxScratch(rows: number, stride: number): number;
  softmaxPlaces(cells: number, columns: number): void;
  softmaxGradient(
    size: number,
    rows: number,
    stride: number,
    rowStarts: number,
    places: number,
    shares: number,
    words: number,
    contexts: number,
    ofWords: number,
    ofContexts: number,
    scratch: number,
  ): number;
  addTo(bytes: number, a: number, b: number): void;
  followSgd(bytes: number, values: number, gradient: number, rate: number): void;
  followMomentum(
    bytes: number,
    values: number,
    gradient: number,
    velocity: number,
    momentum: number,
    rate: number,
  ): void;
  followAdagrad(
    bytes: number,
    values: number,
    gradient: number,
    squares: number,
    epsilon: number,
    rate: number,
  ): void;
  followAdam(
    bytes: number,
    values: number,
    gradient: number,
    mean: number,
    squares: number,
    first: number,
    second: number,
    epsilon: number,
    meanFactor: number,
    squaresFactor: number,
    decay: number,
  ): void;
}

/** A fresh copy of the module with a memory of its own, laid out by its caller. */
export interface Engine extends Exports {
  /** Reserves room for so many bytes, all zero, and returns its address: a multiple of 16. */
  reserve(bytes: number): number;
  /** The memory as it is now: a later `reserve` may move it. */
  readonly buffer: ArrayBuffer;
}

let compiled: object | undefined;

/** @throws Error if the module has not been compiled yet */
export function startEngine(): Engine {
  compiled ??= compileModule(["train", "assembly", "engine.wasm"], "train");
  const { memory, functions } = startModule<Exports>(compiled);
  let free = functions.firstFreeByte();
  return {
    ...functions,
    reserve(bytes) {
      const address = Math.ceil(free / 16) * 16;
      free = address + bytes;
      growTo(
        memory,
        free,
        (megabytes) =>
          `Cannot train with ${megabytes} MB of memory: WebAssembly has up to 4096 MB, and this machine may have less. ` +
          "Take fewer words, a smaller dimension or a shorter text",
      );
      return address;
    },
    get buffer() {
      return memory.buffer;
    },
  };
}

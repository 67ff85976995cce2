import { Matrix } from "ml-matrix";
import { startEngine } from "./engine";
import type { SparseMatrix } from "./sparse-matrix";

/** Columns of a block: src/train/assembly/block-products.ts is written for this number. */
export const BLOCK_WIDTH = 4;

/** The address of a tall matrix of 4 columns. */
export type Block = number;

/** Products of a sparse matrix M with blocks, and of blocks with each other, in WebAssembly. */
export interface BlockArithmetic {
  /** ‖M‖²_F */
  readonly squaredNorm: number;
  /** A block of zeros. */
  zeros(): Block;
  /** Gives the blocks' memory back. */
  release(blocks: readonly Block[]): void;
  /** The numbers of a block, row by row. Only until the next call of `zeros`. */
  view(block: Block): Float64Array;
  /** MᵀM·x */
  gramTimes(x: Block): Block;
  /** M·x */
  times(x: Block): Block;
  /** aᵀ·b, 4×4 */
  product(a: Block, b: Block): Matrix;
  /** b −= a·h, with h 4×4 */
  subtract(a: Block, h: Matrix, b: Block): void;
}

/** Copies the matrix into a WebAssembly memory of its own. */
export function blockArithmetic({
  rows,
  columns,
  rowStarts,
  cellColumns,
  values,
}: SparseMatrix): BlockArithmetic {
  const engine = startEngine();
  const place = <T extends Int32Array | Float64Array>(list: T) => {
    const address = engine.reserve(list.byteLength);
    new Uint8Array(engine.buffer).set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), address);
    return address;
  };
  const starts = place(rowStarts);
  const cells = place(cellColumns);
  const numbers = place(values);
  const small = engine.reserve(8 * BLOCK_WIDTH ** 2);
  // Blocks with a row for each row of M and for each column of M have the same size; the rows too many are zero.
  const height = Math.max(rows, columns);
  const free: Block[] = [];
  const view = (block: Block) => new Float64Array(engine.buffer, block, height * BLOCK_WIDTH);
  const smallView = () => new Float64Array(engine.buffer, small, BLOCK_WIDTH ** 2);
  const zeros = () => {
    const block = free.pop();
    if (block === undefined) return engine.reserve(8 * height * BLOCK_WIDTH);
    view(block).fill(0);
    return block;
  };
  return {
    squaredNorm: values.reduce((sum, value) => sum + value ** 2, 0),
    zeros,
    view,
    release: (blocks) => free.push(...blocks),
    gramTimes: (x) => {
      const z = zeros();
      engine.gramTimes(rows, starts, cells, numbers, x, z);
      return z;
    },
    times: (x) => {
      const y = zeros();
      engine.sparseTimes(rows, starts, cells, numbers, x, y);
      return y;
    },
    product: (a, b) => {
      engine.blockProduct(height, a, b, small);
      return Matrix.from1DArray(BLOCK_WIDTH, BLOCK_WIDTH, smallView());
    },
    subtract: (a, h, b) => {
      smallView().set(h.to1DArray());
      engine.subtractBlock(height, a, small, b);
    },
  };
}

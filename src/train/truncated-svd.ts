import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from "ml-matrix";
import { type Random, randomFromText } from "../random";
import { BLOCK_WIDTH, type Block, type BlockArithmetic, blockArithmetic } from "./block-arithmetic";
import type { SparseMatrix } from "./sparse-matrix";

/** The largest singular values of a matrix M, and their directions: M ≈ left · diag(singularValues) · rightᵀ. */
export interface TruncatedSvd {
  /** rows × rank; columns of length 1, perpendicular to each other. */
  readonly left: Matrix;
  /** Falling, none negative. */
  readonly singularValues: readonly number[];
  /** columns × rank; columns of length 1, perpendicular to each other. */
  readonly right: Matrix;
}

/**
 * The largest singular values and vectors of a sparse matrix, without making it dense: block Lanczos on MᵀM with
 * restarts and full orthogonalisation. The directions are found to about 1e-9 of the last singular value's square, so
 * that single vectors are as sure as their singular values are apart. Of each pair of directions, the left one is given
 * the sign that makes its largest entry (the first of the largest in size) positive.
 *
 * Nothing depends on chance: the start is fixed, and the same matrix gives bitwise the same result on every machine. Where
 * singular values are equal, their directions are not unique, and one choice is given; a value that more than 4
 * directions share may be found too few times in a large matrix. For a small matrix, all of it is decomposed.
 *
 * Source: K. Wu & H. Simon, Thick-restart Lanczos method for large symmetric eigenvalue problems, SIAM Journal on
 * Matrix Analysis and Applications 22 (2000), with blocks as in G. Golub & R. Underwood (1977).
 *
 * @param rank how many singular values
 * @throws RangeError if rank is not a whole number from 1 to the smaller side of the matrix, or a value is not finite
 * @example
 * ```ts
 * const diagonal = {
 *   rows: 3,
 *   columns: 3,
 *   rowStarts: Int32Array.of(0, 1, 2, 3),
 *   cellColumns: Int32Array.of(0, 1, 2),
 *   values: Float64Array.of(2, 7, -5),
 * };
 * const { left, singularValues, right } = truncatedSvd(diagonal, 2);
 * singularValues; // → [7.0000, 5.0000]
 * left.to2DArray(); // → [[0.0000, 0.0000], [1.0000, 0.0000], [0.0000, 1.0000]]
 * right.to2DArray(); // → [[0.0000, 0.0000], [1.0000, 0.0000], [0.0000, -1.0000]]
 * ```
 */
export function truncatedSvd(matrix: SparseMatrix, rank: number): TruncatedSvd {
  const { rows, columns, values } = matrix;
  if (!(Number.isInteger(rank) && rank >= 1 && rank <= Math.min(rows, columns))) {
    throw new RangeError(
      `Cannot find ${rank} singular values of a matrix of ${rows} × ${columns}: ` +
        `a whole number from 1 to ${Math.min(rows, columns)} is needed`,
    );
  }
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) {
    throw new RangeError(`Cannot find singular values: a value of the matrix is ${bad}`);
  }
  const small = Math.min(rows, columns) < BLOCK_WIDTH * (basisBlocks(rank) + 1);
  return withSigns(small ? dense(matrix, rank) : lanczos(matrix, rank));
}

/** A direction v is found when ‖MᵀM·v − θ·v‖ is at most this share of the last θ wanted. */
const TOLERANCE = 1e-9;

const MOST_RESTARTS = 300;

/** How many blocks are gathered before a restart. More need fewer restarts, and more work for each block. */
function basisBlocks(rank: number): number {
  return Math.ceil((2 * rank) / BLOCK_WIDTH) + 4;
}

function dense({ rows, columns, rowStarts, cellColumns, values }: SparseMatrix, rank: number): TruncatedSvd {
  const table = Matrix.zeros(rows, columns);
  for (let row = 0; row < rows; row++) {
    for (let cell = rowStarts[row]!; cell < rowStarts[row + 1]!; cell++) {
      table.set(row, cellColumns[cell]!, values[cell]!);
    }
  }
  const svd = new SingularValueDecomposition(table, { autoTranspose: true });
  return {
    left: svd.leftSingularVectors.subMatrix(0, rows - 1, 0, rank - 1),
    singularValues: svd.diagonal.slice(0, rank),
    right: svd.rightSingularVectors.subMatrix(0, columns - 1, 0, rank - 1),
  };
}

function withSigns({ left, singularValues, right }: TruncatedSvd): TruncatedSvd {
  for (let k = 0; k < left.columns; k++) {
    let largest = 0;
    for (let row = 0; row < left.rows; row++) {
      if (Math.abs(left.get(row, k)) > Math.abs(largest)) largest = left.get(row, k);
    }
    if (largest < 0) {
      left.mulColumn(k, -1);
      right.mulColumn(k, -1);
    }
  }
  return { left, singularValues, right };
}

function lanczos(matrix: SparseMatrix, rank: number): TruncatedSvd {
  const blocks = blockArithmetic(matrix);
  const directions = leadingDirections(blocks, matrix.columns, rank);
  const { images, triangle } = orthogonalImages(blocks, directions, matrix.rows);
  // M · directions = images · triangle, with perpendicular columns on both sides: what is left to do is small.
  const svd = new SingularValueDecomposition(triangle.subMatrix(0, rank - 1, 0, rank - 1));
  return {
    left: combine(blocks, images, svd.leftSingularVectors, matrix.rows),
    singularValues: svd.diagonal,
    right: combine(blocks, directions, svd.rightSingularVectors, matrix.columns),
  };
}

/** Perpendicular blocks whose first `rank` columns span the leading eigenvectors of MᵀM. */
function leadingDirections(blocks: BlockArithmetic, height: number, rank: number): Block[] {
  const size = basisBlocks(rank);
  const order = size * BLOCK_WIDTH;
  const kept = BLOCK_WIDTH * Math.ceil((rank + 0.4 * (order - rank)) / BLOCK_WIDTH);
  const random = randomFromText("the start of the truncated singular value decomposition");
  const rounding = 1e-15 * blocks.squaredNorm;

  let basis: Block[] = [];
  append(blocks, basis, blocks.gramTimes(randomBlock(blocks, height, random)), height, rounding, random);
  // basisᵀ · MᵀM · basis; only its upper triangle is filled.
  let seen = Matrix.zeros(order, order);
  for (let restart = 0; restart < MOST_RESTARTS; restart++) {
    let link = Matrix.zeros(BLOCK_WIDTH, BLOCK_WIDTH);
    for (let j = basis.length - 1; j < size; j++) {
      const next = append(blocks, basis, blocks.gramTimes(basis[j]!), height, rounding, random);
      seen.setSubMatrix(next.amounts, 0, j * BLOCK_WIDTH);
      link = next.triangle;
    }
    const { values, vectors } = eigenvectors(seen);
    const errors = link.mmul(vectors.subMatrix(order - BLOCK_WIDTH, order - 1, 0, rank - 1));
    const largest = Math.max(...Array.from({ length: rank }, (_, k) => errors.getColumnVector(k).norm()));
    const found = largest <= TOLERANCE * values[rank - 1]! || largest <= rounding;
    const wanted = found ? BLOCK_WIDTH * Math.ceil(rank / BLOCK_WIDTH) : kept;
    const old = basis.slice(0, size);
    basis = [...mix(blocks, old, vectors.subMatrix(0, order - 1, 0, wanted - 1)), basis[size]!];
    if (found) return basis.slice(0, -1);
    blocks.release(old);
    seen = Matrix.zeros(order, order);
    for (let k = 0; k < wanted; k++) seen.set(k, k, values[k]!);
  }
  throw new RangeError(
    `Cannot find ${rank} singular values of a matrix with ${height} columns: ` +
      `after ${MOST_RESTARTS} restarts they are not sure. Ask for a few more or fewer`,
  );
}

/** Perpendicular blocks, and the triangle with M · directions = images · triangle. */
function orthogonalImages(blocks: BlockArithmetic, directions: readonly Block[], height: number) {
  const random = randomFromText("directions of singular value 0");
  const rounding = 1e-15 * Math.sqrt(blocks.squaredNorm);
  const images: Block[] = [];
  const order = directions.length * BLOCK_WIDTH;
  const whole = Matrix.zeros(order, order);
  for (const [j, direction] of directions.entries()) {
    const image = append(blocks, images, blocks.times(direction), height, rounding, random);
    whole.setSubMatrix(image.amounts, 0, j * BLOCK_WIDTH);
    whole.setSubMatrix(image.triangle, j * BLOCK_WIDTH, j * BLOCK_WIDTH);
  }
  return { images, triangle: whole };
}

/**
 * Adds a block to a basis, after its columns are made perpendicular to the basis and to each other, and of length 1:
 * (block before) = basis · amounts + (block after) · triangle. A column of which nothing but rounding is left gives way
 * to a random direction, and has a zero in the triangle's diagonal.
 */
function append(
  blocks: BlockArithmetic,
  basis: Block[],
  block: Block,
  height: number,
  rounding: number,
  random: Random,
): { amounts: Matrix; triangle: Matrix } {
  let amounts = takeOut(blocks, basis, block);
  let triangle = orthonormalise(blocks.view(block), height, rounding, random);
  // What is left of a long column is mostly rounding, which points anywhere, as a random direction does.
  let sure = triangle.diagonal().every((left, q) => left > 1e-3 * amounts.getColumnVector(q).norm());
  while (!sure) {
    const more = takeOut(blocks, basis, block);
    const correction = orthonormalise(blocks.view(block), height, 1e-12, random);
    amounts = Matrix.add(amounts, more.mmul(triangle));
    triangle = correction.mmul(triangle);
    sure = correction.diagonal().every((left) => left > 0.9);
  }
  basis.push(block);
  return { amounts, triangle };
}

/** Takes the directions of the basis out of a block, in place. Returns how much of each there was. */
function takeOut(blocks: BlockArithmetic, basis: readonly Block[], block: Block): Matrix {
  const amounts = Matrix.zeros(basis.length * BLOCK_WIDTH, BLOCK_WIDTH);
  for (const [i, other] of basis.entries()) {
    const amount = blocks.product(other, block);
    blocks.subtract(other, amount, block);
    amounts.setSubMatrix(amount, i * BLOCK_WIDTH, 0);
  }
  return amounts;
}

function randomBlock(blocks: BlockArithmetic, height: number, random: Random): Block {
  const block = blocks.zeros();
  const numbers = blocks.view(block).subarray(0, height * BLOCK_WIDTH);
  for (let at = 0; at < numbers.length; at++) numbers[at] = random() - 0.5;
  return block;
}

/** The QR decomposition of a block, in place. Returns R. */
function orthonormalise(block: Float64Array, height: number, rounding: number, random: Random): Matrix {
  const triangle = Matrix.zeros(BLOCK_WIDTH, BLOCK_WIDTH);
  const end = height * BLOCK_WIDTH;
  const dot = (p: number, q: number) => {
    let sum = 0;
    for (let at = 0; at < end; at += BLOCK_WIDTH) sum += block[at + p]! * block[at + q]!;
    return sum;
  };
  const takeOutColumns = (q: number) => {
    for (let p = 0; p < q; p++) {
      const amount = dot(p, q);
      for (let at = 0; at < end; at += BLOCK_WIDTH) block[at + q]! -= amount * block[at + p]!;
      triangle.set(p, q, triangle.get(p, q) + amount);
    }
  };
  for (let q = 0; q < BLOCK_WIDTH; q++) {
    takeOutColumns(q);
    takeOutColumns(q);
    let length = Math.sqrt(dot(q, q));
    if (length > rounding) triangle.set(q, q, length);
    else {
      for (let at = 0; at < end; at += BLOCK_WIDTH) block[at + q] = random() - 0.5;
      const amounts = triangle.getColumn(q);
      takeOutColumns(q);
      takeOutColumns(q);
      triangle.setColumn(q, amounts);
      length = Math.sqrt(dot(q, q));
    }
    for (let at = 0; at < end; at += BLOCK_WIDTH) block[at + q]! /= length;
  }
  return triangle;
}

/** The blocks times a matrix: new blocks. */
function mix(blocks: BlockArithmetic, basis: readonly Block[], coefficients: Matrix): Block[] {
  return Array.from({ length: Math.ceil(coefficients.columns / BLOCK_WIDTH) }, (_, j) => {
    const mixed = blocks.zeros();
    for (const [i, block] of basis.entries()) {
      const part = Matrix.zeros(BLOCK_WIDTH, BLOCK_WIDTH);
      for (let p = 0; p < BLOCK_WIDTH; p++) {
        for (let q = 0; q < BLOCK_WIDTH; q++) {
          const row = i * BLOCK_WIDTH + p;
          const column = j * BLOCK_WIDTH + q;
          if (row < coefficients.rows && column < coefficients.columns)
            part.set(p, q, -coefficients.get(row, column));
        }
      }
      blocks.subtract(block, part, mixed);
    }
    return mixed;
  });
}

/** The blocks times a matrix, read out. */
function combine(
  blocks: BlockArithmetic,
  basis: readonly Block[],
  coefficients: Matrix,
  height: number,
): Matrix {
  const result = Matrix.zeros(height, coefficients.columns);
  for (const [j, block] of mix(blocks, basis, coefficients).entries()) {
    const numbers = blocks.view(block);
    for (let q = 0; q < BLOCK_WIDTH && j * BLOCK_WIDTH + q < coefficients.columns; q++) {
      for (let row = 0; row < height; row++)
        result.set(row, j * BLOCK_WIDTH + q, numbers[row * BLOCK_WIDTH + q]!);
    }
  }
  return result;
}

/** Eigenvalues, falling, and eigenvectors of a symmetric matrix of which the upper triangle is given. */
function eigenvectors(upper: Matrix): { values: number[]; vectors: Matrix } {
  const order = upper.rows;
  const whole = Matrix.zeros(order, order);
  for (let i = 0; i < order; i++) {
    for (let j = i; j < order; j++) {
      whole.set(i, j, upper.get(i, j));
      whole.set(j, i, upper.get(i, j));
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(whole, {
    assumeSymmetric: true,
  });
  const falling = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const rows = [...realEigenvalues.keys()];
  return {
    values: falling.map((k) => realEigenvalues[k]!),
    vectors: eigenvectorMatrix.selection(rows, falling),
  };
}

import { Matrix } from "ml-matrix";
import type { Flat } from "./flat";

/** The same numbers as a matrix of ml-matrix. */
export function unflat({ rows, columns, values }: Flat): Matrix {
  return Matrix.from1DArray(rows, columns, values);
}

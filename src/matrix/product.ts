import type { Matrix } from "ml-matrix";
import { flat } from "./flat";
import { flatColumns } from "./flat-columns";
import { timesTransposed } from "./times-transposed";
import { unflat } from "./unflat";

/** The matrix product first · second (V×d times d×e), for many rows much faster than ml-matrix's own. */
export function product(first: Matrix, second: Matrix): Matrix {
  return unflat(timesTransposed(flat(first), flatColumns(second)));
}

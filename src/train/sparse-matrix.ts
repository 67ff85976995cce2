/**
 * A matrix without its zeros, in compressed rows: the cells of row i are those from `rowStarts[i]` to before
 * `rowStarts[i + 1]`.
 */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 places, from 0 to the number of cells. */
  readonly rowStarts: Int32Array;
  /** The column of each cell. */
  readonly cellColumns: Int32Array;
  /** The value of each cell. */
  readonly values: Float64Array;
}

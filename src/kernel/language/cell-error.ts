/** An error as a front end shows it. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Thrown when a cell cannot be run as it stands, in the words that the front end shows. */
export class CellErrorException extends Error {
  constructor(readonly error: CellError) {
    super(error.evalue);
    this.name = error.ename;
  }
}

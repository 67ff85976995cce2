import { Matrix } from "ml-matrix";
import { gaussian, randomFromText } from "../../src/random";

/** Standard normal numbers, fixed by the text. */
export function randomMatrix(rows: number, columns: number, text: string): Matrix {
  const normal = gaussian(randomFromText(text));
  return Matrix.from1DArray(rows, columns, Float64Array.from({ length: rows * columns }, normal));
}

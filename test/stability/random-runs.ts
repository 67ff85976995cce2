import { Matrix } from "ml-matrix";
import { gaussian, randomFromText } from "../../src/random";

/** V×d standard normal numbers, fixed by the text. */
export function randomRun(words: number, dimension: number, text: string): Matrix {
  const normal = gaussian(randomFromText(text));
  return Matrix.from1DArray(words, dimension, Float64Array.from({ length: words * dimension }, normal));
}

import type { Matrix } from "ml-matrix";
import { randomFromText, randomOrthogonal } from "../../src/random";

/** The run after a random rotation or reflection. */
export function turned(run: Matrix, text = "turn"): Matrix {
  return run.mmul(randomOrthogonal(run.columns, randomFromText(text)));
}

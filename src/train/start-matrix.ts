import { Matrix } from "ml-matrix";
import { gaussian, type Random } from "../random";

/** The law of the start numbers: the normal law, or the uniform law around zero. */
export type StartLaw = "gaussian" | "uniform";

/**
 * The standard deviation of the start numbers, or *xavier*: √(2 / (rows + columns)) of each matrix
 * (Glorot & Bengio 2010, equation 16, which with the law *gaussian* is also called Xavier normal).
 */
export type StartScale = number | "xavier";

/** Draws a matrix of independent start numbers, row by row. */
export function startMatrix(
  rows: number,
  columns: number,
  scale: StartScale,
  law: StartLaw,
  random: Random,
): Matrix {
  const deviation = scale === "xavier" ? Math.sqrt(2 / (rows + columns)) : scale;
  if (!(deviation > 0 && Number.isFinite(deviation)))
    throw new RangeError(`Cannot start at scale ${scale}: a positive number or "xavier" is needed`);
  const draw = drawFrom(law, random);
  const numbers = new Float64Array(rows * columns);
  for (let i = 0; i < numbers.length; i++) numbers[i] = deviation * draw();
  return Matrix.from1DArray(rows, columns, numbers);
}

/** Numbers with mean 0 and standard deviation 1. */
function drawFrom(law: StartLaw, random: Random): () => number {
  switch (law) {
    case "gaussian":
      return gaussian(random);
    case "uniform":
      return () => Math.sqrt(3) * (2 * random() - 1);
    default:
      throw new RangeError(`Cannot start from the law "${law}": choose "gaussian" or "uniform"`);
  }
}

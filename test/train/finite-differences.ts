import { Matrix } from "ml-matrix";

/** The gradient of a function of a matrix by central differences of fourth order: error ~ step⁴ and 1e-16/step. */
export function finiteDifferences(f: (x: Matrix) => number, at: Matrix, step = 1e-3): Matrix {
  const gradient = Matrix.zeros(at.rows, at.columns);
  for (let i = 0; i < at.rows; i++) {
    for (let j = 0; j < at.columns; j++) {
      const moved = (steps: number) => f(at.clone().set(i, j, at.get(i, j) + steps * step));
      gradient.set(i, j, (8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / (12 * step));
    }
  }
  return gradient;
}

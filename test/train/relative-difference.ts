import { Matrix } from "ml-matrix";

/** ‖actual − expected‖_F / ‖expected‖_F. */
export function relativeDifference(actual: Matrix, expected: Matrix): number {
  return Matrix.sub(actual, expected).norm("frobenius") / expected.norm("frobenius");
}

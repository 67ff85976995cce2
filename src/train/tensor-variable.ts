import type { Tensor2D, Variable } from "@tensorflow/tfjs";
import type { Matrix } from "ml-matrix";
import type { TensorFlow } from "./backend";

/** A matrix as a variable that training moves, in single precision. */
export function tensorVariable(tf: TensorFlow, matrix: Matrix): Tensor2D & Variable {
  // A variable outlives a tidy, the tensor it is made from does not.
  return tf.tidy(() => {
    const values = Float32Array.from(matrix.to1DArray());
    return tf.variable(tf.tensor2d(values, [matrix.rows, matrix.columns]));
  }) as Tensor2D & Variable;
}

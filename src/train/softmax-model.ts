/** Skip-gram with the full softmax, in the midst of its training. */
export interface SoftmaxModel {
  /** Takes one step, counted from 1, and returns the loss before it. */
  step(step: number): number;
  /** A copy of the vectors as they are now, row by row. */
  words(): Float32Array;
  contexts(): Float32Array;
  dispose(): void;
}

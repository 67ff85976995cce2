import type { Optimizer } from "./optimizer";

export type OptimizerName = Optimizer["name"];

/** What an optimizer is called in texts and charts. */
export const optimizerNames: Readonly<Record<OptimizerName, string>> = {
  sgd: "gradient descent",
  momentum: "momentum",
  adagrad: "Adagrad",
  adam: "Adam",
  adamw: "AdamW",
};

/** How the vectors follow the gradient. All three see the full gradient of every step. */
export type Optimizer =
  | { readonly name: "sgd"; readonly learningRate: number }
  | { readonly name: "momentum"; readonly learningRate: number; readonly momentum: number }
  | { readonly name: "adam"; readonly learningRate: number };

/** Kingma & Ba 2015, Algorithm 1. */
export const adamDecay = { first: 0.9, second: 0.999, epsilon: 1e-8 } as const;

/** Throws a RangeError if a setting of the optimizer makes no sense. */
export function requireOptimizer(optimizer: Optimizer): void {
  if (!["sgd", "momentum", "adam"].includes(optimizer.name)) {
    throw new RangeError(
      `Cannot train with the optimizer "${optimizer.name}": choose "sgd", "momentum" or "adam"`,
    );
  }
  if (!(optimizer.learningRate > 0 && Number.isFinite(optimizer.learningRate))) {
    throw new RangeError(
      `Cannot train with the learning rate ${optimizer.learningRate}: a positive number is needed`,
    );
  }
  if (optimizer.name === "momentum" && !(optimizer.momentum >= 0 && optimizer.momentum < 1)) {
    throw new RangeError(
      `Cannot train with momentum ${optimizer.momentum}: a number from 0 to below 1 is needed`,
    );
  }
}

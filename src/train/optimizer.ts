/**
 * How a model follows its gradient.
 *
 * - *sgd*: plain gradient descent, x ← x − η·g.
 * - *momentum*: the heavy ball of Polyak 1964, m ← μ·m + g and x ← x − η·m.
 * - *adagrad*: Duchi, Hazan & Singer 2011, s ← s + g² and x ← x − η·g/(√s + ε).
 * - *adam*: Kingma & Ba 2015, Algorithm 1.
 * - *adamw*: Adam with decoupled weight decay, x ← x − η·λ·x beside Adam's step (Loshchilov & Hutter 2019, Algorithm 2).
 */
export type Optimizer =
  | { readonly name: "sgd"; readonly learningRate: number }
  | { readonly name: "momentum"; readonly learningRate: number; readonly momentum: number }
  | { readonly name: "adagrad"; readonly learningRate: number }
  | { readonly name: "adam"; readonly learningRate: number }
  | { readonly name: "adamw"; readonly learningRate: number; readonly weightDecay: number };

/** Kingma & Ba 2015, Algorithm 1. */
export const adamDecay = { first: 0.9, second: 0.999, epsilon: 1e-8 } as const;

/** As in PyTorch. */
export const adagradEpsilon = 1e-10;

/** Throws a RangeError if a setting of the optimizer makes no sense. */
export function requireOptimizer(optimizer: Optimizer): void {
  if (!["sgd", "momentum", "adagrad", "adam", "adamw"].includes(optimizer.name)) {
    throw new RangeError(
      `Cannot train with the optimizer "${optimizer.name}": choose "sgd", "momentum", "adagrad", "adam" or "adamw"`,
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
  if (
    optimizer.name === "adamw" &&
    !(optimizer.weightDecay >= 0 && optimizer.learningRate * optimizer.weightDecay < 1)
  ) {
    throw new RangeError(
      `Cannot train with the weight decay ${optimizer.weightDecay} at the learning rate ${optimizer.learningRate}: ` +
        "a number from 0 is needed, and their product below 1",
    );
  }
}

/** The optimizer's name and settings as a run's provenance states them. */
export function optimizerSettings({ name, ...settings }: Optimizer): Record<string, number | string> {
  return { optimizer: name, ...settings };
}

import type { Optimizer } from "../train";
import type { Preset } from "./dimension-grid";

/** What the models are trained with whose vectors are then turned and stretched. */
export interface RotationSettings {
  /** So many words of the King James Bible, the most frequent ones. */
  readonly words: number;
  readonly dimension: number;
  readonly optimizer: Optimizer;
  readonly steps: number;
  /** With each of these, a run from a turned start is compared with the run from the start itself. */
  readonly turnedStarts: readonly Optimizer[];
  /** For so many steps. */
  readonly turnedSteps: number;
}

/**
 * Small models in double precision, for what must hold to the last digits.
 *
 * @example
 * ```ts
 * const { words, dimension } = rotationSettings("quick");
 * [words, dimension]; // → [80, 8]
 * ```
 */
export function rotationSettings(preset: Preset): RotationSettings {
  const full = preset === "full";
  const adam: Optimizer = { name: "adam", learningRate: 0.05 };
  return {
    words: full ? 200 : 80,
    dimension: 8,
    optimizer: adam,
    steps: full ? 400 : 120,
    turnedStarts: [
      { name: "sgd", learningRate: 5 },
      { name: "momentum", learningRate: 1, momentum: 0.9 },
      adam,
    ],
    turnedSteps: full ? 300 : 100,
  };
}

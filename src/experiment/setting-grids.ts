import { runSeeds } from "../random";
import type { Optimizer } from "../train";
import type { Preset } from "./dimension-grid";
import type { Grid } from "./grid";
import type { ModelSetting } from "./models";

/** The experiments of {@link settingGrids}. */
export interface SettingGrids {
  /** Skip-gram with the full softmax from several starts, with several optimizers. */
  readonly softmax: Grid;
  /** Skip-gram with negative sampling in several dimensions. */
  readonly dimension: Grid;
  /** The same on nested texts of several sizes. */
  readonly text: Grid;
}

/** What the settings of the full softmax are called in the tables. */
export const softmaxSettings = {
  usual: "Adam, normal law, scale 0.1",
  small: "scale 0.01",
  large: "scale 1",
  uniform: "uniform law",
  sgd: "plain gradient descent",
  momentum: "momentum",
  adagrad: "Adagrad",
  adamw: "AdamW",
  early: "Adam, stopped early",
} as const;

/**
 * Runs that differ in all seeds of the training and in nothing else, for several settings: the start, the optimizer, the
 * dimension, the amount of text. The optimizers take equally many steps, but for an Adam that is stopped about where plain gradient
 * descent ends.
 *
 * @param runs how many of each setting
 * @example
 * ```ts
 * const { softmax, dimension, text } = settingGrids("quick", 1, 5);
 * softmax.models.length; // → 9
 * dimension.dimensions; // → [8, 32, 128]
 * text.documents; // → [1000, 2000, 4000]
 * ```
 */
export function settingGrids(preset: Preset, seed: number, runs: number): SettingGrids {
  const full = preset === "full";
  const documents = full ? 8000 : 2000;
  const measured = ["neighbourOverlap", "heldOutCosine"] as const;
  const common = {
    corpus: "king-james-bible",
    vocabulary: { minCount: 20, minDocuments: 10 },
    seeds: runSeeds(seed, runs),
    textSeed: seed,
    pairMetrics: measured,
    floors: measured,
  };
  const negativeSampling: ModelSetting = { model: "negative-sampling", options: { epochs: 20 } };
  return {
    softmax: {
      ...common,
      name: `settings-softmax-${preset}`,
      documents: [documents],
      dimensions: [16],
      models: softmaxModels(full ? 1000 : 300, full ? 60 : 26),
    },
    dimension: {
      ...common,
      name: `settings-dimension-${preset}`,
      documents: [documents],
      dimensions: [8, 32, 128],
      models: [negativeSampling],
    },
    text: {
      ...common,
      name: `settings-text-${preset}`,
      documents: full ? [2000, 8000, 31102] : [1000, 2000, 4000],
      dimensions: [32],
      models: [negativeSampling],
    },
  };
}

function softmaxModels(maxSteps: number, earlySteps: number): ModelSetting[] {
  // With so much patience, every run takes all its steps.
  const setting = (label: string, options: object): ModelSetting => ({
    model: "full-softmax",
    label,
    options: { maxSteps, patience: maxSteps, ...options },
  });
  const optimized = (label: string, optimizer: Optimizer) => setting(label, { optimizer });
  const names = softmaxSettings;
  return [
    setting(names.small, { startScale: 0.01 }),
    setting(names.usual, {}),
    setting(names.large, { startScale: 1 }),
    setting(names.uniform, { startLaw: "uniform" }),
    optimized(names.sgd, { name: "sgd", learningRate: 10 }),
    optimized(names.momentum, { name: "momentum", learningRate: 4, momentum: 0.9 }),
    optimized(names.adagrad, { name: "adagrad", learningRate: 0.2 }),
    optimized(names.adamw, { name: "adamw", learningRate: 0.05, weightDecay: 0.01 }),
    setting(names.early, { maxSteps: earlySteps }),
  ];
}

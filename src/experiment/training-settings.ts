import type { SkipGramOptions } from "../train";
import type { Preset } from "./dimension-grid";

type Options = Omit<SkipGramOptions, "seeds" | "onStep" | "signal">;

/** Skip-gram with the full softmax on the most frequent words of the King James Bible. */
export interface TrainingSettings {
  /** Runs that stop when the loss is flat. */
  readonly words: number;
  readonly options: Options;
  /** Runs of a smaller model that go on long after that. They are looked at on the way. */
  readonly long: {
    readonly words: number;
    readonly options: Options & { readonly maxSteps: number; readonly snapshotsAt: readonly number[] };
  };
}

const LOOKS = [25, 50, 100, 200, 400, 800, 1600, 3200, 6400];

/**
 * Runs that differ in nothing but their start, to be compared before and after alignment.
 *
 * @example
 * ```ts
 * const { words, options, long } = trainingSettings("quick");
 * [words, options.dimension, long.words, long.options.maxSteps]; // → [300, 32, 200, 1600]
 * ```
 */
export function trainingSettings(preset: Preset): TrainingSettings {
  const full = preset === "full";
  const maxSteps = full ? 6400 : 1600;
  // Near a minimum, Adam with larger steps jumps away from it now and then, the more often the longer it trains.
  const learningRate = full ? 0.03 : 0.1;
  return {
    words: full ? 1500 : 300,
    options: { dimension: full ? 64 : 32 },
    long: {
      words: 200,
      options: {
        dimension: 8,
        optimizer: { name: "adam", learningRate },
        tolerance: -1,
        maxSteps,
        snapshotsAt: LOOKS.filter((step) => step <= maxSteps),
      },
    },
  };
}

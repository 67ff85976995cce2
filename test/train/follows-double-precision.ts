import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { toMatrix } from "../../src/embedding";
import { seedStreams } from "../../src/random";
import { type Optimizer, startVectors, trainDouble, trainSkipGram } from "../../src/train";
import { relativeDifference } from "./relative-difference";
import { kingJamesCounts, referenceCounts } from "./small-counts";

const counts = kingJamesCounts(40);
const seeds = seedStreams(3);
const momentum: Optimizer = { name: "momentum", learningRate: 0.5, momentum: 0.9 };
/** Runs exactly this many steps. */
const forSteps = (steps: number) => ({ maxSteps: steps, patience: steps });

/** The tests that training on the backend of this process follows the same steps in double precision. */
export function followsDoublePrecision(): void {
  describe.each<[Optimizer, number]>([
    // Over several seeds the largest differences were 9e-7, and 2.5e-6 for Adam, which divides by the gradient's size,
    // so that the rounding of small ones grows; single precision keeps 6e-8 in each operation.
    [{ name: "sgd", learningRate: 2 }, 4e-6],
    [momentum, 4e-6],
    [{ name: "adagrad", learningRate: 0.3 }, 1e-5],
    [{ name: "adam", learningRate: 0.05 }, 1e-5],
    [{ name: "adamw", learningRate: 0.05, weightDecay: 0.2 }, 1e-5],
  ])("trainSkipGram() with %o in single precision", (optimizer, tolerance) => {
    test.each([
      ["untied", "a text's counts", counts],
      ["tied", "a text's counts", counts],
      ["untied", "counts that are not symmetric", referenceCounts],
      ["tied", "counts that are not symmetric", referenceCounts],
    ])(`%s, on %s, follows the double precision for 100 steps, to ${tolerance}`, async (kind, _, given) => {
      const tied = kind === "tied";
      const start = startVectors(given.vocabulary.words.length, 5, 0.3, tied, seeds);
      const single = await trainSkipGram(given, {
        dimension: 5,
        seeds,
        tied,
        optimizer,
        start,
        ...forSteps(100),
      });
      const double = trainDouble(given, start, optimizer, 100);
      expect(relativeDifference(toMatrix(single.words), double.words)).toBeLessThan(tolerance);
      expect(relativeDifference(toMatrix(single.contexts), double.contexts)).toBeLessThan(tolerance);
      const losses = new Matrix([[...single.lossHistory]]);
      expect(relativeDifference(losses, new Matrix([[...double.lossHistory]]))).toBeLessThan(1e-5);
    });
  });
}

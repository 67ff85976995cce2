import { describe, expect, test } from "vitest";
import { gaussian, randomFromText } from "../../src/random";
import { biasAndVariance, mean } from "../../src/stability";

const normal = gaussian(randomFromText("bias and variance"));
const list = (length: number, scale: number) => Array.from({ length }, () => scale * normal());

describe("biasAndVariance()", () => {
  test("finds the parts that predictions are made of", () => {
    const found = Array.from({ length: 40 }, () => {
      const size = 400;
      const truth = list(size, 2);
      const bias = list(size, 0.7);
      const seeds = Array.from({ length: 4 }, () => list(size, 0.5));
      const samples = Array.from({ length: 5 }, () => list(size, 0.9));
      const runs = seeds.map((seed) =>
        samples.map((sample) =>
          truth.map((value, k) => value + bias[k]! + seed[k]! + sample[k]! + 0.3 * normal()),
        ),
      );
      const values = Float64Array.from(truth, (value) => value + 0.4 * normal());
      return biasAndVariance(runs, { values, noise: 0.16 });
    });
    const average = (of: "error" | "biasSquared" | "seed" | "sample") =>
      mean(found.map((one) => one[of].mean));
    expect(average("biasSquared")).toBeCloseTo(0.49, 1);
    expect(average("seed")).toBeCloseTo(0.25 + 0.09, 1);
    expect(average("sample")).toBeCloseTo(0.81, 1);
    expect(average("error")).toBeCloseTo(0.49 + 0.34 + 0.81 + 0.16, 1);
    for (const { error, biasSquared, seed, sample, noise } of found) {
      expect(biasSquared.mean + seed.mean + sample.mean + noise).toBeCloseTo(error.mean, 10);
      expect(seed.low).toBeLessThan(seed.mean);
    }
  });

  test("refuses a target of another size, and a design without three seeds", () => {
    const target = { values: Float64Array.of(1, 2), noise: 0 };
    const run = [0, 1, 2].map(() => [0, 1, 2].map(() => [1, 2, 3]));
    expect(() => biasAndVariance(run, target)).toThrow("Cannot compare 3 predictions with 2 values");
    expect(() => biasAndVariance(run.slice(1), target)).toThrow(/at least 3 of each are needed/);
  });
});

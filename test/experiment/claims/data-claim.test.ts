import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { plantedLanguage } from "../../../src/corpus";
import { type DataResults, dataClaim, plantedTexts, type TableRow } from "../../../src/experiment";
import { gaussian, randomFromText, randomOrthogonal } from "../../../src/random";
import type { VarianceComponents } from "../../../src/stability";
import type { SoftmaxFit } from "../../../src/train";

const language = plantedLanguage({ words: 20, spread: [1, 0.6] }, randomFromText("language"));
const lengths = [10_000, 100_000, 400_000, 1_600_000];
const planted = { ...plantedTexts("quick", 1, 4), language, lengths };

/** By which power of N each of the four quantities goes. */
interface Made {
  readonly predictions: number;
  /** 0: what the loss cannot see is stretched as the start has it. Else the stretch goes to none. */
  readonly stretch: number;
  readonly seeds: number;
  readonly seedsOnRealText: number;
}

function noise(text: string): Matrix {
  const normal = gaussian(randomFromText(text));
  return Matrix.from1DArray(20, 3, Array.from({ length: 60 }, normal));
}

/** The truth with noise, turned, and stretched against the contexts. */
function fit(text: number, length: number, { predictions, stretch }: Made): SoftmaxFit {
  const size = 0.3 * (length / 10_000) ** predictions;
  const turn = randomOrthogonal(3, randomFromText(`turn ${text}`));
  const stretched = Matrix.diag([1 + (length / 10_000) ** stretch, 1, 1]);
  const moved = (matrix: Matrix, name: string) => Matrix.add(matrix, noise(`${name} ${text}`).mul(size));
  return {
    words: moved(language.words, "words").mmul(stretched).mmul(turn),
    contexts: moved(language.contexts, "contexts")
      .mmul(Matrix.diag([1 / stretched.get(0, 0), 1, 1]))
      .mmul(turn),
    loss: 1,
    steps: 1,
    outcome: length < 100_000 ? "no finite solution" : "converged",
  };
}

/** Four seeds on three resamples; the part of the text falls with the root of N. */
function pairsOf(power: number): TableRow[] {
  return [100, 1600].flatMap((documents) => {
    const runs = [0, 1, 2, 3].flatMap((seed) =>
      [1, 2, 3].map((resample) => {
        const of = (name: string) => gaussian(randomFromText(`${name}, ${documents} documents`));
        const [text, own] = [of(`text ${resample}`), of(`seed ${seed} on text ${resample}`)];
        const values = Array.from(
          { length: 400 },
          () => text() * (documents / 100) ** -0.5 + own() * (documents / 100) ** power,
        );
        return { seed, resample, values };
      }),
    );
    return runs.flatMap((a, i) =>
      runs.slice(i + 1).map((b) => ({
        model: "updates held",
        dimension: 32,
        documents,
        firstSeed: a.seed,
        firstResample: a.resample,
        secondSeed: b.seed,
        secondResample: b.resample,
        cosineDifference: a.values.reduce((sum, value, q) => sum + (value - b.values[q]!) ** 2, 0) / 400,
      })),
    );
  });
}

function resultsOf(made: Made): DataResults {
  const components = (length: number) => {
    const variance = 0.01 * length ** (2 * made.seeds);
    const interval = { mean: variance, low: 0.9 * variance, high: 1.1 * variance };
    return { withinSample: interval, seedShare: { mean: 0.5, low: 0.4, high: 0.6 } } as VarianceComponents;
  };
  return {
    planted,
    fits: [0, 1, 2, 3].map((text) => lengths.map((length) => fit(text, length, made))),
    tooSmall: [10_000, 80_000, 640_000].map((length) => ({ length, components: components(length) })),
    pairs: pairsOf(made.seedsOnRealText),
  };
}

const all: Made = { predictions: -0.5, stretch: -0.5, seeds: -0.5, seedsOnRealText: -0.5 };
const claimOf = (made: Partial<Made>) => dataClaim(resultsOf({ ...all, ...made }), "made up");
const verdictsOf = ({ parts }: ReturnType<typeof dataClaim>) =>
  Object.entries(parts).flatMap(([name, { verdict }]) => (verdict === "holds" ? [name] : []));

describe("dataClaim()", () => {
  const whole = claimOf({});

  test("holds if the predictions, the vectors and the seeds all go to the truth with the root of N", () => {
    expect(whole.verdict).toBe("holds");
    for (const { interval } of Object.values(whole.parts)) {
      expect(interval.mean).toBeGreaterThan(-0.56);
      expect(interval.mean).toBeLessThan(-0.44);
    }
  });

  test("does not hold if nothing goes", () => {
    const claim = claimOf({ predictions: 0, stretch: 0, seeds: 0, seedsOnRealText: 0 });
    expect(claim.verdict).toBe("does not hold");
    expect(verdictsOf(claim)).toEqual([]);
  });

  test.each([
    ["vectors", { stretch: 0 }],
    ["seeds", { seeds: -0.05 }],
    ["seedsOnRealText", { seedsOnRealText: -0.1 }],
  ] as const)("holds in part if all but the part of the %s goes", (name, made) => {
    const claim = claimOf(made);
    expect(claim.verdict).toBe("holds in part");
    expect(verdictsOf(claim)).toEqual(Object.keys(claim.parts).filter((part) => part !== name));
  });

  test("asks for more than that something falls: nearer to the root of N than to standing still", () => {
    expect(claimOf({ seeds: -0.3 }).parts.seeds.verdict).toBe("holds");
    expect(claimOf({ seeds: -0.2 }).parts.seeds.verdict).toBe("does not hold");
  });

  test("tells the stretch, which no text determines, from what a turn or balancing takes away", () => {
    const { asTrained, balanced, parts } = claimOf({ stretch: 0 });
    expect(asTrained.interval.low).toBeGreaterThan(-0.1);
    expect(parts.vectors.interval.low).toBeGreaterThan(-0.1);
    expect(balanced.interval.mean).toBeCloseTo(-0.5, 1);
  });

  test("gives the share of the seed beside it, on the shortest real text and the longest", () => {
    const [short, long] = claimOf({ seedsOnRealText: 0 }).beside.slice(-2);
    expect(short!.figure).toBe("the seed's share of the variance on 100 documents of real text");
    expect(short!.interval.mean).toBeCloseTo(1 / 2, 1);
    expect(long!.interval.mean).toBeCloseTo(1 / (1 + 1 / 16), 1);
  });

  test("shows the predictions, and says how they were measured", () => {
    expect(whole).toMatchObject({
      id: "C12",
      figure: "slope of the error of predictions against N on log axes (theory: −1/2)",
      interval: whole.parts.predictions.interval,
      setting: "planted language, V = 20, d = 3, 4 texts; made up",
    });
  });

  test("refuses a long text that has no best fit", () => {
    const results = resultsOf(all);
    const fits = results.fits.map((ofText, text) =>
      ofText.map((one, k) => (text === 2 && k === 1 ? { ...one, outcome: "step limit" as const } : one)),
    );
    expect(() => dataClaim({ ...results, fits }, "made up")).toThrow(
      new RangeError(
        "Cannot say how fast the error falls: at 100000 pairs, text 3 has no best fit (step limit)",
      ),
    );
  });
});

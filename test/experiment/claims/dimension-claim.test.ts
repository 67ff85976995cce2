import { describe, expect, test } from "vitest";
import { dimensionClaim, type PredictionErrors, type TableRow } from "../../../src/experiment";
import { pairsOfRuns } from "../../../src/stability";

const [DIMENSIONS, TEXTS, SEEDS] = [[4, 16, 64], [1, 2, 3], 4];

/** What happens from few dimensions to many: to the overlaps of runs, and to the variance of their predictions. */
interface Made {
  readonly neighbours: number;
  readonly spaces: number;
  readonly sample: number;
  readonly seed: number;
}

const interval = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.01 });
const place = (d: number) => DIMENSIONS.indexOf(d) / (DIMENSIONS.length - 1);

/** After a short and a long training. The floor of the spaces rises with d, as it really does. */
function claimOf(short: Made, long: Made) {
  const trainings = Object.entries({ short, long });
  const each = <T>(row: (model: string, made: Made, dimension: number) => T[]) =>
    trainings.flatMap(([model, made]) => DIMENSIONS.flatMap((d) => row(model, made, d)));
  const runs = each((model, _, dimension): TableRow[] =>
    TEXTS.flatMap((resample) =>
      Array.from({ length: SEEDS }, (_, seed) => ({
        model,
        dimension,
        documents: 1600,
        vocabulary: 200,
        seed,
        resample,
      })),
    ),
  );
  const pairs = each((model, { neighbours, spaces }, dimension): TableRow[] =>
    TEXTS.flatMap((text) =>
      pairsOfRuns([...Array(SEEDS).keys()], (a, b) => 0.002 * (a + b) * text).map((pair) => {
        const floor = 0.5 * place(dimension);
        return {
          model,
          dimension,
          firstResample: text,
          neighbourOverlap: 0.5 + neighbours * place(dimension) + pair.value,
          neighbourOverlapFloor: 0,
          eigenspaceOverlap: floor + (1 - floor) * (0.5 + spaces * place(dimension)),
          eigenspaceOverlapFloor: floor,
        };
      }),
    ),
  );
  const errors = each((model, { sample, seed }, dimension): PredictionErrors[] => [
    {
      model,
      dimension,
      error: interval(1),
      biasSquared: interval(0.3),
      sample: interval(0.2 + sample * place(dimension)),
      seed: interval(0.2 + seed * place(dimension)),
      noise: 0.1,
    },
  ]);
  return dimensionClaim({ runs, pairs, errors }, "made up");
}

const worse: Made = { neighbours: -0.2, spaces: -0.2, sample: 0.1, seed: 0.1 };
const better: Made = { neighbours: 0.2, spaces: 0.2, sample: -0.1, seed: -0.1 };

describe("dimensionClaim()", () => {
  test("holds if every measure becomes less stable after every training", () => {
    expect(claimOf(worse, worse).verdict).toBe("holds");
  });

  test("does not hold if every measure becomes more stable, or nothing changes", () => {
    expect(claimOf(better, better).verdict).toBe("does not hold");
    const same = { neighbours: 0, spaces: 0, sample: 0, seed: 0 };
    expect(claimOf(same, same).verdict).toBe("does not hold");
  });

  test("depends if measures, or trainings, disagree in sign", () => {
    expect(claimOf(worse, { ...worse, neighbours: 0.2 }).verdict).toBe("depends");
    expect(claimOf(worse, { ...worse, seed: -0.1 }).verdict).toBe("depends");
    expect(claimOf(better, worse).verdict).toBe("depends");
  });

  test("holds in part if some become less stable and of the others one cannot say", () => {
    expect(claimOf(worse, { ...worse, sample: 0.001 }).verdict).toBe("holds in part");
  });

  test("counts what is above chance, from fewest dimensions to most", () => {
    const { changes, interval } = claimOf(better, { ...worse, neighbours: -0.1 });
    expect(changes.map(({ measure, training }) => [measure, training])).toEqual(
      ["short", "long"].flatMap((training) =>
        ["neighbourOverlap", "eigenspaceOverlap", "sample", "seed"].map((measure) => [measure, training]),
      ),
    );
    for (const [k, expected] of [0.2, 0.2, -0.1, -0.1, -0.1, -0.2, 0.1, 0.1].entries())
      expect(changes[k]!.change.mean).toBeCloseTo(expected, 12);
    for (const { measure, change, instability } of changes) {
      const sign = measure.endsWith("Overlap") ? -1 : 1;
      expect(instability.mean).toBeCloseTo(sign * change.mean, 12);
    }
    expect(changes[2]!.change.high).toBeCloseTo(-0.1 + Math.SQRT2 * 0.01, 12);
    expect(interval).toEqual(changes[4]!.change);
  });

  test("says how it was measured", () => {
    expect(claimOf(worse, worse)).toMatchObject({
      id: "C11",
      figure: "change of the overlap of the ten nearest neighbours above chance, long",
      setting: "made up, 1,600 documents, V = 200, d = 4 to 64, 4 seeds on 3 texts",
    });
  });
});

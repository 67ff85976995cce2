import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { procrustes } from "../../../src/align";
import { averagingClaim } from "../../../src/experiment";
import { gaussian, randomFromText, randomOrthogonal } from "../../../src/random";
import { displacementTest } from "../../../src/stability";

const [WORDS, DIMENSION, RUNS] = [80, 5, 6];
const matrix = (text: string, size: number) => {
  const normal = gaussian(randomFromText(text));
  return Matrix.from1DArray(
    WORDS,
    DIMENSION,
    Float64Array.from({ length: WORDS * DIMENSION }, () => size * normal()),
  );
};

/** Four periods that have something in common, and runs of each that differ by a rotation and noise. */
function periodsWith(noise: number): Matrix[][] {
  const common = matrix("common", 1);
  return [0, 1, 2, 3].map((p) => {
    const period = Matrix.add(common, matrix(`period ${p}`, 0.5));
    return Array.from({ length: RUNS }, (_, run) =>
      Matrix.add(period, matrix(`noise ${p} ${run}`, noise)).mmul(
        randomOrthogonal(DIMENSION, randomFromText(`turn ${p} ${run}`)),
      ),
    );
  });
}

function claimOf(periods: Matrix[][]) {
  const random = randomFromText("deals");
  const tests = [0, 1, 2].map((k) => displacementTest(periods[k]!, periods[k + 1]!, random, 200));
  return averagingClaim(periods, tests, "made up");
}

describe("averagingClaim()", () => {
  const noisy = claimOf(periodsWith(0.4));

  test("holds where each run has noise of its own, which averages have less of", () => {
    expect(noisy).toMatchObject({ id: "C16", verdict: "holds", section: "9.5" });
    expect(noisy.interval).toEqual(noisy.gains.neighbours);
    expect(noisy.gains.neighbours.low).toBeGreaterThan(0.05);
    expect(noisy.setting).toBe("made up, 4 periods, V = 80, d = 5, 6 runs of each");
  });

  test("compares single runs, averages of two, and averages of half of the runs", () => {
    expect(noisy.agreements.map(({ size }) => size)).toEqual([1, 2, 3]);
    for (const { neighbours, moved } of noisy.agreements) {
      expect(neighbours).toHaveLength(4);
      expect(moved).toHaveLength(3);
    }
    const means = noisy.agreements.map(({ neighbours }) => neighbours.reduce((a, b) => a + b) / 4);
    expect(means[1]).toBeGreaterThan(means[0]!);
    expect(means[2]).toBeGreaterThan(means[1]!);
    const gain = means[2]! - means[0]!;
    expect(noisy.gains.neighbours.mean).toBeCloseTo(gain, 12);
  });

  test("does not hold where nothing differs but a rotation: there is nothing to gain", () => {
    const same = claimOf(periodsWith(0));
    expect(same.verdict).toBe("does not hold");
    for (const { neighbours, moved } of same.agreements) {
      for (const share of [...neighbours, ...moved]) expect(share).toBeCloseTo(1, 12);
    }
  });

  test("counts the words that moved farther than reseeding moves them", () => {
    const moved = (noise: number) => claimOf(periodsWith(noise)).beside.at(-1)!.interval.mean;
    expect(moved(0.01)).toBe(1);
    expect(moved(3)).toBeLessThan(0.1);
  });

  test("counts neighbours of single runs as they are after any rotation", () => {
    const turned = periodsWith(0.4).map((period) => period.map((run) => procrustes(run, period[0]!).aligned));
    expect(claimOf(turned).agreements[0]!.neighbours).toEqual(noisy.agreements[0]!.neighbours);
  });

  test("refuses too few periods or runs", () => {
    const periods = periodsWith(0.1);
    const few = (change: Matrix[][]) => () => averagingClaim(change, [], "made up");
    expect(few(periods.slice(0, 2))).toThrow(
      "Cannot say what averaging is worth with 6, 6 runs of the periods: at least three periods are needed",
    );
    expect(few(periods.map((period) => period.slice(0, 3)))).toThrow(/with 3, 3, 3, 3 runs/);
    expect(few([periods[0]!.slice(1), ...periods.slice(1)])).toThrow(/with 5, 6, 6, 6 runs/);
    expect(few([])).toThrow(/with no runs/);
  });
});

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { againstChance, meanCosineClaim, plainDistanceClaim, residualClaim } from "../../../src/experiment";
import { randomFromText, randomOrthogonal } from "../../../src/random";
import { meanCosine } from "../../../src/stability";
import { randomRun } from "../../stability/random-runs";

const [WORDS, DIMENSION, RUNS] = [240, 20, 6];
const numbers = Array.from({ length: RUNS }, (_, k) => k);
const common = randomRun(WORDS, DIMENSION, "common");
const shuffles = () => randomFromText("shuffles");
/** Runs that have these vectors in common, each with noise of its own. */
const noisy = (noise: number) =>
  numbers.map((k) => Matrix.add(common, randomRun(WORDS, DIMENSION, `noise ${k}`).mul(noise)));
const turned = (runs: readonly Matrix[]) =>
  runs.map((run, k) => run.mmul(randomOrthogonal(run.columns, randomFromText(`turn ${k}`))));
const unrelated = numbers.map((k) => randomRun(WORDS, DIMENSION, `run ${k}`));

describe("runs that are alike, and turned", () => {
  const runs = turned(noisy(0.3));

  test("C5 holds: the plain distance sees nothing of it", () => {
    const claim = plainDistanceClaim(runs, "made up", shuffles());
    expect(claim).toMatchObject({ id: "C5", verdict: "holds", setting: "made up, V = 240, d = 20, 6 runs" });
    expect(claim.interval.mean).toBeCloseTo(1, 1);
    expect(claim.beside[0]!.interval.high).toBeLessThan(claim.beside[0]!.chance!);
  });

  test("C6 holds in part: Procrustes sees it, but its number needs a floor and grows with the words", () => {
    const claim = residualClaim(runs, "made up", shuffles());
    expect(claim).toMatchObject({ id: "C6", verdict: "holds in part", section: "3.4" });
    // With common vectors of variance 1 and noise of variance s² the expectation is s/√(1 + s²), less what the turn fits.
    expect(claim.relative.interval.mean).toBeCloseTo(0.3 / Math.sqrt(1.09), 1);
    expect(claim.growth.mean).toBeCloseTo(Math.SQRT2, 1);
    expect(claim.relative.floor.mean).toBeLessThan(0.9);
    expect(claim.heldOut.interval.mean).toBeGreaterThan(claim.relative.interval.mean);
    expect(claim.residual.interval).toEqual(claim.interval);
  });

  test("C7 depends: the mean cosine says something after the turn alone", () => {
    const claim = meanCosineClaim(runs, "made up", shuffles());
    expect(claim).toMatchObject({ id: "C7", verdict: "depends" });
    expect(Math.abs(claim.asTrained.interval.mean)).toBeLessThan(0.1);
    // The cosine of two vectors with as much noise.
    expect(claim.heldOut.interval.mean).toBeCloseTo(1 / 1.09, 1);
    expect(claim.afterTurn.floor.low).toBeGreaterThan(0.1);
  });
});

describe("runs that are alike as they were trained", () => {
  test("are seen by the plain distance and by the mean cosine", () => {
    const runs = noisy(0.3);
    expect(plainDistanceClaim(runs, "made up", shuffles()).verdict).toBe("does not hold");
    expect(meanCosineClaim(runs, "made up", shuffles()).verdict).toBe("holds");
  });

  test("are seen by the plain distance in part if it is near to that of perpendicular matrices", () => {
    const claim = plainDistanceClaim(noisy(2), "made up", shuffles());
    expect(claim.interval.low).toBeLessThan(0.9);
    expect(claim.interval.high).toBeGreaterThan(0.9);
    expect(claim.verdict).toBe("holds in part");
  });
});

describe("runs that have nothing in common", () => {
  test("are as far apart as perpendicular matrices, but not because of a rotation", () => {
    const claim = plainDistanceClaim(unrelated, "made up", shuffles());
    expect(claim.interval.mean).toBeCloseTo(1, 1);
    expect(claim.verdict).toBe("holds in part");
  });

  test("give a residual that does not say so, and a mean cosine that measures nothing", () => {
    expect(residualClaim(unrelated, "made up", shuffles()).verdict).toBe("does not hold");
    const claim = meanCosineClaim(unrelated, "made up", shuffles());
    expect(claim.verdict).toBe("does not hold");
    expect(claim.afterTurn.interval.low).toBeGreaterThan(0.1);
  });
});

test("C6 holds for a residual that needs no floor and does not grow: many words, and all differences among the first", () => {
  const [words, few] = [2000, 20];
  const base = randomRun(words, 2, "base");
  const runs = numbers.map((k) => {
    const noise = randomRun(words, 2, `noise ${k}`);
    return base.clone().add(noise.mul(0.3).mulColumnVector(base.getColumn(0).map((_, w) => +(w < few))));
  });
  const claim = residualClaim(turned(runs), "made up", shuffles());
  expect(claim.verdict).toBe("holds");
  expect(claim.relative.floor.low).toBeGreaterThan(0.95);
  expect(claim.growth.mean).toBeCloseTo(1, 2);
});

test("againstChance() takes the floor away pair by pair", () => {
  const score = againstChance("mean cosine", noisy(0.3), meanCosine, shuffles());
  expect(score.chance).toBe(score.floor.mean);
  expect(score.above.mean).toBeCloseTo(score.interval.mean - score.floor.mean, 12);
  expect(score.above.low).toBeGreaterThan(0.85);
});

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { nothingVerdict, optimaClaim, rawCosineClaim } from "../../../src/experiment";
import { randomFromText, randomOrthogonal } from "../../../src/random";
import { randomRun } from "../../stability/random-runs";

describe("rawCosineClaim()", () => {
  const turns = () => randomFromText("turns");
  const common = randomRun(150, 20, "common");
  const claimOf = (runs: Matrix[]) => rawCosineClaim(runs, "made up", turns());
  const noisy = (noise: number) =>
    Array.from({ length: 6 }, (_, k) => Matrix.add(common, randomRun(150, 20, `noise ${k}`).mul(noise)));

  test("holds for runs that are turned copies of each other: in their entries they have nothing in common", () => {
    const turned = [1, 2, 3, 4, 5, 6].map((k) =>
      common.mmul(randomOrthogonal(20, randomFromText(`turn ${k}`))),
    );
    const claim = claimOf(turned);
    expect(claim).toMatchObject({ id: "C1", verdict: "holds", section: "2.3", chance: 0 });
    expect(Math.abs(claim.interval.mean)).toBeLessThan(claim.reach);
  });

  test("does not hold for runs that are equal, or almost", () => {
    expect(claimOf(noisy(0)).verdict).toBe("does not hold");
    expect(claimOf(noisy(0.1)).verdict).toBe("does not hold");
  });

  test("holds in part for runs that have something in common", () => {
    const claim = claimOf(noisy(1));
    expect(claim.verdict).toBe("holds in part");
    // Half of the squared length is common.
    expect(claim.interval.mean).toBeCloseTo(0.5, 1);
  });

  test("turns one run of every pair eight times, and nearly all turns lie within the reach", () => {
    const { pairs, turned, reach } = claimOf(noisy(1));
    expect([pairs.length, turned.length]).toEqual([15, 120]);
    expect(turned.filter((value) => Math.abs(value) <= reach)).toHaveLength(114);
    expect(reach).toBeLessThan(0.2);
  });
});

describe("optimaClaim()", () => {
  /** Two words, each of which predicts the first of them with this probability. */
  const at = (p: number) =>
    new Matrix([
      [p, 1 - p],
      [p, 1 - p],
    ]);
  const claimOf = (ends: readonly number[], halfway = ends) =>
    optimaClaim(
      ends.map((p, run) => ({ halfway: at(halfway[run]!), end: at(p) })),
      [3, 1],
      "made up",
      [],
    );

  test("does not hold if all starts lead to one solution", () => {
    const claim = claimOf([0.1, 0.101, 0.099, 0.1, 0.1, 0.1, 0.1, 0.1]);
    expect(claim).toMatchObject({ id: "C4", verdict: "does not hold", groups: [[0, 1, 2, 3, 4, 5, 6, 7]] });
    expect(claim.interval).toMatchObject({ mean: 0, low: 0 });
  });

  test("holds in part if some starts lead elsewhere", () => {
    const claim = claimOf([0.1, 0.1, 0.3, 0.3, 0.1, 0.1, 0.1, 0.1]);
    expect(claim.verdict).toBe("holds in part");
    expect(claim.groups).toEqual([
      [0, 1, 4, 5, 6, 7],
      [2, 3],
    ]);
    // Wilson's interval for 2 of 8.
    expect(claim.interval.mean).toBe(0.25);
    expect(claim.interval.low).toBeCloseTo(0.0715, 4);
    expect(claim.interval.high).toBeCloseTo(0.5907, 4);
  });

  test("holds if every start leads to a solution of its own", () => {
    const claim = claimOf([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
    expect(claim.verdict).toBe("holds");
    expect(claim.groups).toHaveLength(8);
  });

  test("does not take a run that is still on its way for another solution", () => {
    const ends = [0.1, 0.1, 0.1, 0.1, 0.13];
    expect(claimOf(ends).verdict).toBe("holds in part");
    const moving = claimOf(ends, [0.1, 0.1, 0.1, 0.1, 0.16]);
    expect(moving.verdict).toBe("does not hold");
    // Wilson's interval for none of 4, not of 5.
    expect(moving.interval.high).toBeCloseTo(0.4899, 4);
    expect(moving.groups).toHaveLength(2);
    expect(moving.moved[4]).toBeCloseTo(0.03, 12);
  });
});

test("nothingVerdict() goes by the ends of the interval", () => {
  const verdict = (low: number, high: number) => nothingVerdict({ mean: (low + high) / 2, low, high }, 0.01);
  expect(verdict(-0.1, 0.009)).toBe("holds");
  expect(verdict(0.011, 0.1)).toBe("does not hold");
  expect(verdict(0, 0.1)).toBe("holds in part");
});

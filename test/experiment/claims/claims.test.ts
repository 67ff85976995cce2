import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  agreementVerdict,
  distanceClaim,
  meaningClaim,
  neighbourClaim,
  spectrumClaim,
} from "../../../src/experiment";
import { gaussian, randomFromText, randomOrthogonal, shuffle } from "../../../src/random";
import { frequencyBands } from "../../../src/stability";

const [WORDS, DIMENSION, RUNS] = [240, 12, 5];
const normal = gaussian(randomFromText("common"));
/** Columns of different lengths, so that there are strong and weak directions. */
const common = Array.from({ length: WORDS * DIMENSION }, (_, i) => 0.7 ** (i % DIMENSION) * normal());
const rows = [...Array(WORDS).keys()];
const bands = frequencyBands(rows, [120]);

/** Runs that are the same up to a rotation and noise of their own. */
function runsWith(noise: number): Matrix[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const random = randomFromText(`run ${run}, noise ${noise}`);
    const own = gaussian(random);
    const values = common.map((value) => value + noise * own());
    return Matrix.from1DArray(WORDS, DIMENSION, values).mmul(randomOrthogonal(DIMENSION, random));
  });
}

const question = { name: "positive", rows, answers: rows.map((row) => common[row * DIMENSION]! > 0) };
const random = () => randomFromText("claims");
const claimsOf = (runs: Matrix[]) => [
  neighbourClaim(runs, "made up", bands),
  distanceClaim(runs, "made up", random()),
  spectrumClaim(runs, "made up", random()),
  meaningClaim(runs, [question], "made up", random()),
];

test("agreementVerdict() goes by the ends of the interval", () => {
  const verdict = (low: number, high: number) => agreementVerdict({ mean: (low + high) / 2, low, high });
  expect(verdict(0.9, 1)).toBe("holds");
  expect(verdict(0.89, 1)).toBe("holds in part");
  expect(verdict(0.3, 0.5)).toBe("holds in part");
  expect(verdict(0.3, 0.49)).toBe("does not hold");
});

test("runs that differ by a rotation alone agree in everything", () => {
  const claims = claimsOf(runsWith(0));
  expect(claims.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["C8", "holds"],
    ["C9", "holds"],
    ["C10", "holds"],
    ["C15", "holds"],
  ]);
  for (const [k, expected] of [1, 1, 0, 1].entries())
    expect(claims[k]!.interval.mean).toBeCloseTo(expected, 9);
  expect(claims[0]!.setting).toBe("made up, V = 240, d = 12, 5 runs");
});

test("runs with their words shuffled agree in the spectrum alone, which knows nothing of words", () => {
  const unrelated = runsWith(0).map((run, k) =>
    run.selection(shuffle(rows, randomFromText(`order ${k}`)), [...Array(DIMENSION).keys()]),
  );
  const [neighbours, distances, spectrum] = [
    neighbourClaim(unrelated, "shuffled", bands),
    distanceClaim(unrelated, "shuffled", random()),
    spectrumClaim(unrelated, "shuffled", random()),
  ];
  expect(neighbours.verdict).toBe("does not hold");
  expect(neighbours.interval.mean).toBeCloseTo(neighbours.chance!, 2);
  expect(distances.verdict).toBe("does not hold");
  expect(distances.interval.mean).toBeCloseTo(0, 1);
  expect(spectrum.verdict).toBe("holds");
  expect(spectrum.interval.mean).toBeCloseTo(0, 9);
  expect(spectrum.spaces.interval.mean).toBeCloseTo(DIMENSION / WORDS, 1);
});

describe("runs with some noise", () => {
  const runs = runsWith(0.08);
  const [neighbours, distances] = claimsOf(runs);

  test("keep their distances better than their neighbours", () => {
    expect(distances!.interval.low).toBeGreaterThan(neighbours!.interval.high);
  });

  test("say the same, but only after the best turn", () => {
    const { verdict, questions } = meaningClaim(runs, [question], "made up", random());
    const [{ ownRun, otherRun, otherRunTurned, asked }] = questions as [(typeof questions)[number]];
    expect(verdict).toBe("holds");
    expect(asked).toBe(WORDS / 2);
    expect(ownRun.interval.mean).toBeGreaterThan(0.9);
    expect(otherRunTurned.interval.mean).toBeGreaterThan(0.9);
    expect(Math.abs(otherRun.interval.mean - otherRun.floor.mean)).toBeLessThan(0.25);
  });

  test("are compared with who always gives the same answer", () => {
    const alwaysTheSame = (isYes: (value: number) => boolean) => {
      const answers = rows.map((row) => isYes(common[row * DIMENSION]!));
      const claim = meaningClaim(runs, [{ name: "large", rows, answers }], "made up", random());
      return claim.questions[0]!.alwaysTheSame;
    };
    const limit = common.filter((_, i) => i % DIMENSION === 0).sort((a, b) => a - b)[0.7 * WORDS]!;
    // Half of the words are asked, drawn at random.
    expect(Math.abs(alwaysTheSame((value) => value < limit) - 0.7)).toBeLessThan(0.1);
    expect(alwaysTheSame((value) => value >= limit)).toBeCloseTo(
      alwaysTheSame((value) => value < limit),
      12,
    );
  });

  test("have other correlations of coordinates after a turn, and the same cosines", () => {
    const { ofTurn, interval } = spectrumClaim(runs, "made up", random());
    expect(ofTurn.interval.low).toBeGreaterThan(0.01);
    expect(interval.mean).toBeLessThan(0.1);
  });
});

test("what three runs cannot say is refused", () => {
  expect(() => distanceClaim(runsWith(0).slice(0, 2), "made up", random())).toThrow(/at least three runs/);
});

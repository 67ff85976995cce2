import type { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  caseVerdict,
  changedVectors,
  lossClaim,
  turnClaim,
  turnedStart,
  turnedStartVerdict,
  vectorChanges,
} from "../../../src/experiment";
import { randomFromText, seedStreams } from "../../../src/random";
import { softmaxLoss, startVectors, trainDouble } from "../../../src/train";
import { randomRun } from "../../stability/random-runs";

const [WORDS, DIMENSION] = [12, 3];
const random = randomFromText("counts");
const pairs = Float64Array.from({ length: WORDS * WORDS }, () => Math.floor(20 * random()));
const counts = { counts: pairs, total: pairs.reduce((sum, count) => sum + count, 0) };
const ofProducts = (W: Matrix, C: Matrix) => softmaxLoss(counts, W, C);
/** A loss with a penalty on the first coordinate: it knows the axes. */
const ofAxes = (W: Matrix, C: Matrix) => ofProducts(W, C) + 0.01 * W.getColumnVector(0).norm("frobenius");
/** A loss with a penalty on the length of all vectors: it sees every change but a turn. */
const ofLengths = (W: Matrix, C: Matrix) =>
  ofProducts(W, C) + 0.01 * (W.norm("frobenius") ** 2 + C.norm("frobenius") ** 2);

const models = [1, 2, 3].map((seed) => {
  const start = (tied: boolean) => startVectors(WORDS, DIMENSION, 1, tied, seedStreams(seed));
  const trained = (tied: boolean) => trainDouble(counts, start(tied), { name: "sgd", learningRate: 1 }, 30);
  return { untied: trained(false), tied: trained(true) };
});
const draws = () => randomFromText("draws");

describe("turnClaim()", () => {
  const tied = models.map((model) => model.tied.words);

  test("holds for a loss of products, with rounding as its figure", () => {
    const claim = turnClaim(tied, (E) => ofProducts(E, E), "made up", draws());
    expect(claim).toMatchObject({ id: "C2", verdict: "holds", setting: "made up, V = 12, d = 3, 3 runs" });
    expect(claim.interval.mean).toBeGreaterThan(0);
    expect(claim.interval.high).toBeLessThan(1e-13);
  });

  test("draws as many mirrors as turns", () => {
    const { turns } = turnClaim(tied, (E) => ofProducts(E, E), "made up", draws());
    expect(turns.map((run) => run.filter(({ mirror }) => mirror).length)).toEqual([6, 6, 6]);
    expect(turns.map((run) => run.length)).toEqual([12, 12, 12]);
  });

  test("does not hold for a loss that knows the axes", () => {
    const claim = turnClaim(tied, (E) => ofAxes(E, E), "made up", draws());
    expect(claim.verdict).toBe("does not hold");
    expect(claim.interval.mean).toBeGreaterThan(1e-4);
    const gramErrors = claim.turns.flat().map(({ gramError }) => gramError);
    expect(Math.max(...gramErrors)).toBeLessThan(1e-14);
  });
});

describe("lossClaim()", () => {
  test("holds for the softmax, which in the untied model does not see more than turns either", () => {
    const claim = lossClaim(models, ofProducts, "made up", draws());
    expect(claim).toMatchObject({ id: "C3", verdict: "holds", upToRotation: "depends" });
    expect(claim.interval.high).toBeLessThan(1e-13);
    const [stretch, cosine, shift, tiedStretch] = claim.beside.map(({ interval }) => interval);
    expect(stretch!.high).toBeLessThan(1e-12);
    expect(shift!.high).toBeLessThan(1e-12);
    expect(cosine!.mean).toBeGreaterThan(0.1);
    expect(tiedStretch!.mean).toBeGreaterThan(0.01);
  });

  test("makes every change twelve times in every run, where it is possible", () => {
    const { effects } = lossClaim(models, ofProducts, "made up", draws());
    expect(effects.map(({ kind }) => kind)).toEqual(vectorChanges);
    expect(effects.map(({ untied }) => untied.length)).toEqual([36, 36, 36, 36, 36, 36]);
    expect(effects.map(({ tied }) => tied.length)).toEqual([36, 0, 0, 36, 36, 0]);
  });

  test("does not hold for a loss that knows the axes", () => {
    const claim = lossClaim(models, ofAxes, "made up", draws());
    expect(claim).toMatchObject({ verdict: "does not hold", upToRotation: "does not hold" });
    expect(claim.interval.mean).toBeGreaterThan(1e-4);
  });

  test("knows a loss that sees everything but turns, in both models", () => {
    const claim = lossClaim(models, ofLengths, "made up", draws());
    expect(claim).toMatchObject({ verdict: "holds", upToRotation: "holds" });
  });
});

test("changedVectors() changes what its name says", () => {
  const model = { words: randomRun(9, 4, "words"), contexts: randomRun(9, 4, "contexts") };
  const gram = (a: Matrix, b = a) => a.mmul(b.transpose());
  const differs = (a: Matrix, b: Matrix) => a.clone().sub(b).norm("frobenius") > 1e-12;
  const seen = vectorChanges.map((kind) => {
    const { words, contexts } = changedVectors(kind, model, randomFromText(kind))!;
    return [
      differs(gram(words), gram(model.words)),
      differs(gram(contexts), gram(model.contexts)),
      differs(gram(words, contexts), gram(model.words, model.contexts)),
    ];
  });
  // The products among words, among contexts, and of words with contexts.
  expect(seen).toEqual([
    [false, false, false],
    [true, true, false],
    [false, true, true],
    [true, true, true],
    [true, true, true],
    [false, false, true],
  ]);
});

describe("a turned start", () => {
  const starts = (name: "sgd" | "adam") =>
    [1, 2].map((seed) => ({
      optimiser: name,
      distances: turnedStart(
        counts,
        startVectors(WORDS, DIMENSION, 0.1, false, seedStreams(seed)),
        { name, learningRate: 0.1 },
        40,
        randomFromText(`turn ${seed}`),
      ),
    }));
  const [descent, adam] = [starts("sgd"), starts("adam")];

  test("gives a turned run under gradient descent, and not under Adam", () => {
    expect(turnedStartVerdict(descent).verdict).toBe("holds");
    expect(turnedStartVerdict(adam).verdict).toBe("does not hold");
    const both = turnedStartVerdict([...descent, ...adam]);
    expect(both.verdict).toBe("depends");
    expect(both.figures[0]!.interval.high).toBeLessThan(1e-12);
    expect(both.figures[1]!.interval.mean).toBeGreaterThan(0.01);
  });

  test("is as far away as rounding before the first step, and one distance comes with each step", () => {
    for (const { distances } of [...descent, ...adam]) {
      expect(distances).toHaveLength(41);
      expect(distances[0]).toBeLessThan(1e-15);
    }
  });
});

test("a verdict needs a case", () => {
  expect(() => caseVerdict([])).toThrow("Cannot judge without a case: give at least one");
});

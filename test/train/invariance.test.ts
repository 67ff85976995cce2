import { determinant, inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { gaussian, randomFromText, randomOrthogonal, seedStreams, shuffle } from "../../src/random";
import { type Optimizer, softmaxLoss, startVectors, trainDouble } from "../../src/train";
import { relativeDifference } from "./relative-difference";
import { kingJamesCounts, referenceCounts, referenceStart } from "./small-counts";

/** What holds exactly in theory holds to this in double precision. */
const exact = 1e-12;

const d = 6;
const counts = kingJamesCounts(30);
const start = startVectors(30, d, 0.3, false, seedStreams(2));
const [W, C] = [start.words, start.contexts!];

const rotations = [1, 2, 3, 4].map((n) => randomOrthogonal(d, randomFromText(`rotation ${n}`)));
const normal = gaussian(randomFromText("general linear maps"));
const generalMaps = Array.from({ length: 4 }, () => {
  const noise = Array.from({ length: d * d }, () => 0.4 * normal());
  return Matrix.add(Matrix.eye(d), Matrix.from1DArray(d, d, noise));
});
const shift = Matrix.rowVector(Array.from({ length: d }, () => normal()));
const shiftAll = (matrix: Matrix) => matrix.clone().addRowVector(shift);

/** A permutation of the axes with some of them turned round. */
function signedPermutation(text: string): Matrix {
  const random = randomFromText(text);
  const columns = shuffle(
    Array.from({ length: d }, (_, j) => j),
    random,
  );
  const map = Matrix.zeros(d, d);
  for (const [i, j] of columns.entries()) map.set(i, j, random() < 0.5 ? -1 : 1);
  return map;
}

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);
const logits = (words: Matrix, contexts: Matrix) => words.mmul(contexts.transpose());

describe("the loss of a tied model", () => {
  const loss = (words: Matrix) => softmaxLoss(counts, words, words);

  test("stays the same under rotations and reflections of the words", () => {
    const reflections = rotations.map((Q) => determinant(Q) < 0);
    expect(new Set(reflections)).toEqual(new Set([true, false]));
    for (const Q of rotations) expect(relative(loss(W.mmul(Q)), loss(W))).toBeLessThan(exact);
  });

  test("does not stay the same under general linear maps", () => {
    for (const A of generalMaps) expect(relative(loss(W.mmul(A)), loss(W))).toBeGreaterThan(0.01);
  });

  test("does not stay the same under a translation", () => {
    expect(relative(loss(shiftAll(W)), loss(W))).toBeGreaterThan(0.01);
  });
});

describe("the loss of an untied model", () => {
  const loss = (words: Matrix, contexts: Matrix) => softmaxLoss(counts, words, contexts);

  test("stays the same if the words go through any invertible map and the contexts through its inverse transpose", () => {
    for (const A of [...generalMaps, ...rotations]) {
      const back = inverse(A).transpose();
      expect(relative(loss(W.mmul(A), C.mmul(back)), loss(W, C))).toBeLessThan(exact);
    }
  });

  test("does not stay the same if only the words go through a rotation", () => {
    for (const Q of rotations) expect(relative(loss(W.mmul(Q), C), loss(W, C))).toBeGreaterThan(1e-5);
  });

  test("stays the same if all contexts move by one vector, and not if all words do", () => {
    expect(relative(loss(W, shiftAll(C)), loss(W, C))).toBeLessThan(exact);
    expect(relative(loss(shiftAll(W), C), loss(W, C))).toBeGreaterThan(1e-3);
  });
});

const steps = 150;
const sgd: Optimizer = { name: "sgd", learningRate: 1 };
const momentum: Optimizer = { name: "momentum", learningRate: 0.2, momentum: 0.9 };
const adagrad: Optimizer = { name: "adagrad", learningRate: 0.1 };
const adam: Optimizer = { name: "adam", learningRate: 0.03 };
const adamw: Optimizer = { name: "adamw", learningRate: 0.03, weightDecay: 0.1 };

describe.each([sgd, momentum])("gradient descent with $name", (optimizer) => {
  const run = trainDouble(counts, start, optimizer, steps);

  test("learns something in these steps", () => {
    expect(run.lossHistory.at(-1)!).toBeLessThan(run.lossHistory[0]! - 0.05);
    expect(relativeDifference(run.words, W)).toBeGreaterThan(0.1);
  });

  test("follows a rotated start all the way: the run is the same run, rotated", () => {
    for (const Q of rotations) {
      const rotated = trainDouble(counts, { words: W.mmul(Q), contexts: C.mmul(Q) }, optimizer, steps);
      for (const step of [1, 50, steps]) {
        expect(relativeDifference(rotated.path[step]!, run.path[step]!.mmul(Q))).toBeLessThan(exact);
      }
      expect(relativeDifference(rotated.contexts, run.contexts.mmul(Q))).toBeLessThan(exact);
      expect(relative(rotated.lossHistory.at(-1)!, run.lossHistory.at(-1)!)).toBeLessThan(exact);
    }
  });

  test("follows a rotated start of a tied model too", () => {
    const tied = trainDouble(counts, { words: W }, optimizer, steps);
    for (const Q of rotations) {
      const rotated = trainDouble(counts, { words: W.mmul(Q) }, optimizer, steps);
      expect(relativeDifference(rotated.words, tied.words.mmul(Q))).toBeLessThan(exact);
    }
  });

  test("keeps the sum of all context vectors, and moves that of the words", () => {
    const sum = (matrix: Matrix) => Matrix.rowVector(matrix.sum("column"));
    expect(relativeDifference(sum(run.contexts), sum(C))).toBeLessThan(exact);
    expect(relativeDifference(sum(run.words), sum(W))).toBeGreaterThan(0.01);
  });

  test("keeps the sum of all context vectors also for counts that are not symmetric", () => {
    const sum = (matrix: Matrix) => Matrix.rowVector(matrix.sum("column"));
    const other = trainDouble(referenceCounts, referenceStart, optimizer, steps);
    expect(relativeDifference(sum(other.contexts), sum(referenceStart.contexts))).toBeLessThan(exact);
  });

  test("does not follow a general linear map: the same predictions at the start become others", () => {
    const A = generalMaps[0]!;
    const mapped = { words: W.mmul(A), contexts: C.mmul(inverse(A).transpose()) };
    expect(relativeDifference(logits(mapped.words, mapped.contexts), logits(W, C))).toBeLessThan(exact);
    const other = trainDouble(counts, mapped, optimizer, steps);
    const difference = relativeDifference(
      logits(other.words, other.contexts),
      logits(run.words, run.contexts),
    );
    expect(difference).toBeGreaterThan(0.05);
  });
});

describe.each([adagrad, adam, adamw])("$name, which treats every axis for itself,", (optimizer) => {
  const run = trainDouble(counts, start, optimizer, steps);
  const from = (map: Matrix) =>
    trainDouble(counts, { words: W.mmul(map), contexts: C.mmul(map) }, optimizer, steps);

  test("learns something in these steps", () => {
    expect(run.lossHistory.at(-1)!).toBeLessThan(run.lossHistory[0]! - 0.05);
  });

  test("does not follow a rotated start", () => {
    for (const Q of rotations) {
      expect(relativeDifference(from(Q).words, run.words.mmul(Q))).toBeGreaterThan(0.05);
    }
  });

  test("follows a start whose axes are permuted or turned round", () => {
    for (const text of ["first", "second", "third"]) {
      const P = signedPermutation(text);
      const permuted = from(P);
      expect(relativeDifference(permuted.words, run.words.mmul(P))).toBeLessThan(exact);
      expect(relativeDifference(permuted.contexts, run.contexts.mmul(P))).toBeLessThan(exact);
    }
  });
});

describe("the balance WᵀW − CᵀC", () => {
  const balance = (words: Matrix, contexts: Matrix) =>
    Matrix.sub(words.transpose().mmul(words), contexts.transpose().mmul(contexts));

  test("drifts half as much if gradient descent takes twice as many steps of half the size", () => {
    const drifts = [100, 200, 400, 800].map((count) => {
      const { words, contexts } = trainDouble(
        counts,
        start,
        { name: "sgd", learningRate: 200 / count },
        count,
      );
      return relativeDifference(balance(words, contexts), balance(W, C));
    });
    expect(drifts[0]).toBeLessThan(0.05);
    for (const [i, drift] of drifts.slice(1).entries()) {
      expect(drifts[i]! / drift).toBeGreaterThan(1.95);
      expect(drifts[i]! / drift).toBeLessThan(2.05);
    }
  });

  test.each([adagrad, adam, adamw])("drifts far more under $name", (optimizer) => {
    const { words, contexts } = trainDouble(counts, start, optimizer, 200);
    expect(relativeDifference(balance(words, contexts), balance(W, C))).toBeGreaterThan(0.1);
  });
});

import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { randomFromText, randomOrthogonal } from "../../src/random";
import { aboveChance, answerAgreement, linearProbe, neighbourVotes, probeAnswers } from "../../src/stability";
import reference from "./fixtures/uses.json";
import { randomRun } from "./random-runs";

const run = new Matrix(reference.runs[0]!);
const [known, asked] = [run.subMatrix(0, 39, 0, 4), run.subMatrix(40, 59, 0, 4)];
const { answers } = reference;

describe("linearProbe() and probeAnswers()", () => {
  test("are scikit-learn's ridge regression", () => {
    const probe = linearProbe(known, answers);
    for (const [j, weight] of reference.probe.weights.entries())
      expect(probe.weights[j]).toBeCloseTo(weight, 12);
    expect(probe.bias).toBeCloseTo(reference.probe.bias, 12);
    expect(probeAnswers(probe, asked)).toEqual(reference.probe.answers);
  });

  test("turn with the vectors: every answer stays", () => {
    const turn = randomOrthogonal(5, randomFromText("turn"));
    const [probe, turned] = [linearProbe(known, answers), linearProbe(known.mmul(turn), answers)];
    const weights = Matrix.rowVector([...probe.weights])
      .mmul(turn)
      .to1DArray();
    for (const [j, weight] of weights.entries()) expect(turned.weights[j]).toBeCloseTo(weight, 12);
    expect(turned.bias).toBeCloseTo(probe.bias, 12);
    expect(probeAnswers(turned, asked.mmul(turn))).toEqual(probeAnswers(probe, asked));
  });

  test("do not look at the lengths of the vectors", () => {
    const lengths = randomRun(40, 1, "lengths").to1DArray().map(Math.exp);
    const { weights, bias } = linearProbe(known.clone().mulColumnVector(lengths), answers);
    const probe = linearProbe(known, answers);
    expect(bias).toBeCloseTo(probe.bias, 12);
    for (const [j, weight] of probe.weights.entries()) expect(weights[j]).toBeCloseTo(weight, 12);
  });

  test("refuse what cannot be learned or answered", () => {
    expect(() => linearProbe(known, answers.slice(1))).toThrow(
      new RangeError("Cannot learn from 39 answers for 40 words: one answer for each word is needed"),
    );
    expect(() =>
      linearProbe(
        known,
        answers.map(() => true),
      ),
    ).toThrow(/^Cannot learn a question to which all /);
    expect(() => linearProbe(Matrix.zeros(40, 5), answers)).toThrow(/word 0 has a zero vector/);
    expect(() => probeAnswers(linearProbe(known, answers), randomRun(3, 4, "narrow"))).toThrow(
      new RangeError("Cannot answer from vectors with 4 dimensions: the probe was learned from 5"),
    );
  });
});

describe("neighbourVotes()", () => {
  test("are those of scikit-learn's nearest neighbours", () => {
    expect(neighbourVotes(known, answers, asked, 5)).toEqual(reference.votes);
  });

  test("of a single neighbour are its answer: a known word that is asked again answers itself", () => {
    expect(neighbourVotes(known, answers, known, 1)).toEqual(answers);
  });

  test.each([0, 2, 1.5, 41])("refuse %d voters of 40", (k) => {
    expect(() => neighbourVotes(known, answers, asked, k)).toThrow(
      new RangeError(
        `Cannot let ${k} neighbours vote: an odd whole number up to 40, the words that can vote, is needed`,
      ),
    );
  });

  test("refuse other numbers of answers and of dimensions", () => {
    expect(() => neighbourVotes(known, [true], asked, 1)).toThrow(
      /^Cannot vote with 1 answers of 40 words: /,
    );
    expect(() => neighbourVotes(known, answers, randomRun(3, 4, "narrow"), 1)).toThrow(
      /^Cannot find neighbours of vectors with 4 dimensions among vectors with 5: /,
    );
  });
});

describe("answerAgreement()", () => {
  test("above chance is scikit-learn's Cohen's kappa", () => {
    const { first, second, kappa } = reference.agreement;
    const { agreement, chance } = answerAgreement(first, second);
    expect(aboveChance(agreement, chance)).toBeCloseTo(kappa, 12);
  });

  test("refuses lists that do not fit, or are empty", () => {
    expect(() => answerAgreement([true], [])).toThrow(/^Cannot compare 1 answers with 0: /);
    expect(() => answerAgreement([], [])).toThrow(/^Cannot compare 0 answers with 0: /);
  });
});

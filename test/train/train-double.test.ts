import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { type Optimizer, softmaxLoss, trainDouble } from "../../src/train";
import reference from "./fixtures/train.json";
import { relativeDifference } from "./relative-difference";
import { referenceCounts, referenceStart } from "./small-counts";

describe.each(reference.runs)("trainDouble() with $optimizer.name, tied: $tied", (run) => {
  const start = run.tied ? { words: referenceStart.words } : referenceStart;
  const optimizer = run.optimizer as Optimizer;
  const { words, contexts, lossHistory, path } = trainDouble(referenceCounts, start, optimizer, 60);

  test("has the losses of the reference, to 1e-12", () => {
    expect(lossHistory).toHaveLength(60);
    const expected = new Matrix([run.lossHistory]);
    expect(relativeDifference(new Matrix([[...lossHistory]]), expected)).toBeLessThan(1e-12);
  });

  test("ends at the vectors of the reference, to 1e-12", () => {
    expect(relativeDifference(words, new Matrix(run.words))).toBeLessThan(1e-12);
    const expected = run.contexts ?? run.words;
    expect(relativeDifference(contexts, new Matrix(expected))).toBeLessThan(1e-12);
  });

  test("keeps the words of the start and after every step", () => {
    expect(path).toHaveLength(61);
    expect(path[0]).toEqual(referenceStart.words);
    expect(path[60]).toBe(words);
    const halfway = trainDouble(referenceCounts, start, optimizer, 30);
    expect(path[30]).toEqual(halfway.words);
    expect(lossHistory[30]).toBe(softmaxLoss(referenceCounts, halfway.words, halfway.contexts));
  });
});

describe("trainDouble()", () => {
  const sgd: Optimizer = { name: "sgd", learningRate: 1 };

  test("leaves its start as it is", () => {
    const start = { words: referenceStart.words.clone(), contexts: referenceStart.contexts.clone() };
    trainDouble(referenceCounts, start, { name: "adam", learningRate: 0.1 }, 5);
    expect(start).toEqual(referenceStart);
  });

  test("shares one matrix between words and contexts if the model is tied", () => {
    const run = trainDouble(referenceCounts, { words: referenceStart.words }, sgd, 3);
    expect(run.contexts).toBe(run.words);
  });

  test("says when it diverges, and what to do", () => {
    const huge = { name: "sgd", learningRate: 1e200 } as const;
    expect(() => trainDouble(referenceCounts, referenceStart, huge, 50)).toThrow(
      /^Training diverged at step \d+: the loss is NaN\. Use a smaller learning rate than 1e\+200$/,
    );
  });

  test.each<[Optimizer, string]>([
    [
      { name: "lion" as "adam", learningRate: 1 },
      'Cannot train with the optimizer "lion": choose "sgd", "momentum", "adagrad", "adam" or "adamw"',
    ],
    [{ name: "sgd", learningRate: 0 }, "Cannot train with the learning rate 0: a positive number is needed"],
    [
      { name: "adam", learningRate: Number.NaN },
      "Cannot train with the learning rate NaN: a positive number is needed",
    ],
    [
      { name: "adam", learningRate: Number.POSITIVE_INFINITY },
      "Cannot train with the learning rate Infinity: a positive number is needed",
    ],
    [
      { name: "momentum", learningRate: 1, momentum: 1 },
      "Cannot train with momentum 1: a number from 0 to below 1 is needed",
    ],
    [
      { name: "momentum", learningRate: 1, momentum: -0.1 },
      "Cannot train with momentum -0.1: a number from 0 to below 1 is needed",
    ],
    ...[-0.1, Number.NaN, 1].map((weightDecay): [Optimizer, string] => [
      { name: "adamw", learningRate: 1, weightDecay },
      `Cannot train with the weight decay ${weightDecay} at the learning rate 1: ` +
        "a number from 0 is needed, and their product below 1",
    ]),
  ])("refuses %o", (optimizer, message) => {
    expect(() => trainDouble(referenceCounts, referenceStart, optimizer, 5)).toThrow(new RangeError(message));
  });
});

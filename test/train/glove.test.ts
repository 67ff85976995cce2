import { createHash } from "node:crypto";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  buildVocabulary,
  type Corpus,
  countSparseCooccurrence,
  loadCorpus,
  tokenize,
} from "../../src/corpus";
import { toMatrix } from "../../src/embedding";
import { randomStream, type Seeds, seedStreams } from "../../src/random";
import {
  type GloveOptions,
  type GloveRun,
  startVectors,
  type TrainingText,
  trainGlove,
  trainingText,
} from "../../src/train";
import { doubleGlove, type GloveCell, type GloveVectors, gloveCost, gloveOrders } from "./double-glove";
import reference from "./fixtures/glove.json";
import { relativeDifference } from "./relative-difference";

const seeds = seedStreams(5);
const bible = loadCorpus("king-james-bible");
const verses = textOf({ name: "Genesis", documents: bible.documents.slice(0, 40) });
const small: GloveOptions = { dimension: 6, seeds, epochs: 3 };

function textOf(corpus: Corpus): TrainingText {
  return trainingText(corpus, buildVocabulary(corpus, { minCount: 1 }));
}

function cellsOf(text: TrainingText, window: number): GloveCell[] {
  const { rowStarts, contexts, counts } = countSparseCooccurrence(text, { window, weighting: "harmonic" });
  return text.vocabulary.words.flatMap((_, w) =>
    Array.from({ length: rowStarts[w + 1]! - rowStarts[w]! }, (_, k): GloveCell => {
      const cell = rowStarts[w]! + k;
      return [w, contexts[cell]!, counts[cell]!];
    }),
  );
}

/** The numbers that a uniform start between ±half draws: words, contexts, and the biases of both. */
function uniformStart(text: TrainingText, dimension: number, half: number, seeds: Seeds): GloveVectors {
  const random = randomStream(seeds, "init");
  const numbers = (n: number) => Array.from({ length: n }, () => (2 * random() - 1) * half);
  const rows = () => text.vocabulary.words.map(() => numbers(dimension));
  const size = text.vocabulary.words.length;
  return { words: rows(), contexts: rows(), wordBiases: numbers(size), contextBiases: numbers(size) };
}

function vectorsOf(run: GloveRun): GloveVectors {
  return {
    words: toMatrix(run.words).to2DArray(),
    contexts: toMatrix(run.contexts!).to2DArray(),
    wordBiases: [...run.wordBiases],
    contextBiases: [...run.contextBiases],
  };
}

function expectClose(found: GloveVectors, expected: GloveVectors, tolerance: number): void {
  for (const side of ["words", "contexts"] as const) {
    expect(relativeDifference(new Matrix(found[side]), new Matrix(expected[side]))).toBeLessThan(tolerance);
  }
  for (const side of ["wordBiases", "contextBiases"] as const) {
    expect(relativeDifference(new Matrix([found[side]]), new Matrix([expected[side]]))).toBeLessThan(
      tolerance,
    );
  }
}

function hash(run: GloveRun): string {
  const sum = createHash("sha256");
  for (const numbers of [run.words.vectors, run.contexts!.vectors, run.wordBiases, run.contextBiases]) {
    sum.update(new Uint8Array(numbers.buffer));
  }
  return sum.digest("hex");
}

describe("the double-precision twin", () => {
  const split = (rows: readonly (readonly number[])[]) => ({
    vectors: rows.map((row) => row.slice(0, -1)),
    biases: rows.map((row) => row.at(-1)!),
  });
  const vectors = (of: { words: number[][]; contexts: number[][] }): GloveVectors => {
    const [words, contexts] = [split(of.words), split(of.contexts)];
    return {
      words: words.vectors,
      contexts: contexts.vectors,
      wordBiases: words.biases,
      contextBiases: contexts.biases,
    };
  };
  const cells = reference.cells as unknown as GloveCell[];

  test("takes the reference's steps, to 1e-12", () => {
    const run = doubleGlove(
      cells,
      vectors(reference.start),
      reference.orders,
      reference,
      reference.learningRate,
    );
    expectClose(run, vectors(reference), 1e-12);
    for (const [epoch, loss] of run.lossHistory.entries()) {
      expect(Math.abs(loss / reference.lossHistory[epoch]! - 1)).toBeLessThan(1e-12);
    }
    expect(Math.abs(gloveCost(cells, run, reference) / reference.finalCost - 1)).toBeLessThan(1e-12);
  });

  test("gets the counts that the reference counts", () => {
    const text = textOf({ name: "rain", documents: reference.texts.map(tokenize) });
    expect(text.vocabulary.words).toEqual(reference.vocabulary);
    for (const [k, [w, c, count]] of cellsOf(text, reference.window).entries()) {
      expect([w, c]).toEqual(cells[k]!.slice(0, 2));
      expect(count).toBeCloseTo(cells[k]![2], 12);
    }
  });
});

describe("trainGlove() follows the same steps in double precision, to 2e-5,", () => {
  test.each<[string, Partial<GloveOptions>]>([
    ["with the defaults", {}],
    ["with a large learning rate", { learningRate: 0.3 }],
    ["with a full weight for all pairs", { fullWeightCount: 0.01 }],
    ["with a full weight from 2 on", { fullWeightCount: 2, learningRate: 0.2 }],
    ["with the weight exponent 0", { weightExponent: 0 }],
    ["with the weight exponent 1", { weightExponent: 1, fullWeightCount: 3 }],
    ["with a window of one word", { window: 1 }],
    ["with a window longer than any document", { window: 100 }],
    ["in one dimension", { dimension: 1 }],
    ["in 8 dimensions", { dimension: 8 }],
    ["in 100 dimensions", { dimension: 100 }],
  ])("%s", (_, change) => {
    const settings = {
      ...{
        dimension: 6,
        window: 10,
        epochs: 3,
        learningRate: 0.05,
        fullWeightCount: 100,
        weightExponent: 0.75,
      },
      ...change,
    };
    const cells = cellsOf(verses, settings.window);
    const start = uniformStart(verses, settings.dimension, 0.3, seeds);
    const orders = gloveOrders(cells.length, settings.epochs, seeds);
    const double = doubleGlove(cells, start, orders, settings, settings.learningRate);
    const startScale = 0.3 / Math.sqrt(3);
    const single = trainGlove(verses, { ...settings, seeds, startScale, output: "words" });
    expectClose(vectorsOf(single), double, 2e-5);
    for (const [epoch, loss] of single.lossHistory.entries()) {
      expect(Math.abs(loss / double.lossHistory[epoch]! - 1)).toBeLessThan(1e-6);
    }
  });
});

describe("the published cost", () => {
  test("is the loss times the number of pairs, where the steps are too small to be seen", () => {
    const run = trainGlove(verses, {
      ...small,
      epochs: 2,
      learningRate: 1e-30,
      startScale: 0.2,
      output: "words",
    });
    const cells = cellsOf(verses, 10);
    const cost = gloveCost(cells, vectorsOf(run), { fullWeightCount: 100, weightExponent: 0.75 });
    for (const loss of run.lossHistory) expect(Math.abs((loss * cells.length) / cost - 1)).toBeLessThan(1e-6);
  });

  test("falls from epoch to epoch", () => {
    const run = trainGlove(verses, { ...small, epochs: 30, output: "words" });
    for (const [epoch, loss] of run.lossHistory.slice(1).entries()) {
      expect(loss).toBeLessThan(run.lossHistory[epoch]!);
    }
    const cells = cellsOf(verses, 10);
    const cost = gloveCost(cells, vectorsOf(run), { fullWeightCount: 100, weightExponent: 0.75 });
    expect(cost / cells.length).toBeLessThan(run.lossHistory.at(-1)!);
  });
});

describe("the seed of", () => {
  const first = trainGlove(verses, small);

  test.each(["init", "order"] as const)("%s changes the vectors", (stream) => {
    expect(hash(trainGlove(verses, { ...small, seeds: { ...seeds, [stream]: 6 } }))).not.toBe(hash(first));
  });

  test.each(["negatives", "subsampling", "bootstrap"] as const)("%s changes nothing", (stream) => {
    expect(hash(trainGlove(verses, { ...small, seeds: { ...seeds, [stream]: 6 } }))).toBe(hash(first));
  });

  test("init alone fixes the start, as startVectors() draws it", () => {
    const frozen = { dimension: 6, epochs: 1, learningRate: 1e-30, output: "words" } as const;
    const run = trainGlove(verses, { ...frozen, seeds: { ...seedStreams(6), init: 5 } });
    const size = verses.vocabulary.words.length;
    const start = startVectors(size, 6, 0.5 / (Math.sqrt(3) * 6), false, seeds, "uniform");
    expect(run.words.vectors).toEqual(Float32Array.from(start.words.to1DArray()));
    expect(run.contexts!.vectors).toEqual(Float32Array.from(start.contexts!.to1DArray()));
    expect(Math.max(...run.words.vectors)).toBeLessThan(0.5 / 6);
    const gaussian = trainGlove(verses, { ...frozen, seeds, startLaw: "gaussian", startScale: 0.4 });
    const normal = startVectors(size, 6, 0.4, false, seeds, "gaussian");
    expect(gaussian.words.vectors).toEqual(Float32Array.from(normal.words.to1DArray()));
  });

  test("order shuffles the pairs anew in each epoch", () => {
    const [one, two] = gloveOrders(200, 2, seeds);
    expect(two).not.toEqual(one);
    expect([...two!].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, k) => k));
  });
});

test("the same seeds give bitwise the same vectors, and on every machine those with this hash", () => {
  const vocabulary = buildVocabulary(bible, { minCount: 20 });
  const text = trainingText({ ...bible, documents: bible.documents.slice(0, 2000) }, vocabulary);
  const options = { dimension: 20, seeds, epochs: 2 };
  const run = trainGlove(text, options);
  expect(hash(trainGlove(text, options))).toBe(hash(run));
  expect(hash(run)).toBe("307e36e9d017c6980bee5fa99f20c7b252c4321cb3d6fe6825c652d9574da53e");
});

describe("trainGlove()", () => {
  test("gives a word the sum of its two vectors, or the word vector alone", () => {
    const sum = trainGlove(verses, small);
    const alone = trainGlove(verses, { ...small, output: "words" });
    expect(sum.contexts!.vectors).toEqual(alone.contexts!.vectors);
    const expected = alone.words.vectors.map((value, i) => value + alone.contexts!.vectors[i]!);
    expect(sum.words.vectors).toEqual(expected);
  });

  test("learns that words of one topic stand together", () => {
    const topics = [..."abcd"].map((name) => Array.from({ length: 8 }, (_, k) => `${name}${k}`));
    const random = randomStream(seedStreams(1), "bootstrap");
    const documents = Array.from({ length: 400 }, (_, k) =>
      Array.from({ length: 20 }, () => topics[k % 4]![Math.floor(random() * 8)]!),
    );
    const run = trainGlove(textOf({ name: "topics", documents }), {
      dimension: 8,
      seeds,
      fullWeightCount: 10,
      output: "words",
    });
    const vectors = toMatrix(run.words);
    const nearest = run.words.words.map((word, w) => {
      const cosines = run.words.words.map((_, c) => {
        const [a, b] = [vectors.getRowVector(w), vectors.getRowVector(c)];
        return c === w ? -2 : a.dot(b) / (a.norm() * b.norm());
      });
      return [word, run.words.words[cosines.indexOf(Math.max(...cosines))]!] as const;
    });
    for (const [word, neighbour] of nearest) expect(neighbour[0], word).toBe(word[0]);
  });

  test("reports every epoch and its loss", () => {
    const reports: [number, number, number][] = [];
    const { lossHistory, seconds } = trainGlove(verses, {
      ...small,
      onEpoch: (...report) => reports.push(report),
    });
    expect(reports).toEqual(lossHistory.map((loss, i) => [i + 1, 3, loss]));
    expect(seconds).toBeGreaterThan(0);
  });

  test("says where its vectors come from, so that they can be made again", () => {
    const { words, contexts } = trainGlove(verses, small);
    expect(words.words).toBe(verses.vocabulary.words);
    expect(words.provenance).toEqual({
      model: "GloVe",
      backend: "WebAssembly",
      seeds,
      options: {
        dimension: 6,
        window: 10,
        fullWeightCount: 100,
        weightExponent: 0.75,
        epochs: 3,
        learningRate: 0.05,
        startScale: 0.5 / (Math.sqrt(3) * 6),
        startLaw: "uniform",
        output: "sum",
      },
    });
    expect(contexts!.provenance).toEqual(words.provenance);
  });

  test("says when it diverges, and what to do", () => {
    expect(() => trainGlove(verses, { ...small, startScale: 1e20 })).toThrow(
      /^Training diverged in epoch 1: the loss is (NaN|Infinity)\. Use a smaller learning rate than 0\.05$/,
    );
  });

  test.each<[Partial<GloveOptions>, string]>([
    [{ dimension: 0 }, "Cannot train with 0 dimensions: a positive integer is needed"],
    [{ epochs: 1.5 }, "Cannot train for 1.5 epochs: a positive integer is needed"],
    [{ fullWeightCount: 0 }, "Cannot give counts from 0 on the full weight: a positive number is needed"],
    [{ weightExponent: Number.NaN }, "Cannot weight counts with the exponent NaN: a number is needed"],
    [{ learningRate: -1 }, "Cannot train with the learning rate -1: a positive number is needed"],
    [{ output: "both" as "sum" }, 'Cannot give out "both": choose "sum" or "words"'],
    [{ window: 0 }, "Cannot count words within a window of 0: the window is 1, 2, 3, …, as in { window: 5 }"],
    [{ startScale: 0 }, 'Cannot start at scale 0: a positive number or "xavier" is needed'],
  ])("refuses %o", (change, message) => {
    expect(() => trainGlove(verses, { ...small, ...change })).toThrow(new RangeError(message));
  });
});

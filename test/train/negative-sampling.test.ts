import { createHash } from "node:crypto";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { buildVocabulary, type Corpus, loadCorpus, type Vocabulary } from "../../src/corpus";
import { toMatrix } from "../../src/embedding";
import { randomStream, type Seeds, seedStreams } from "../../src/random";
import {
  type NegativeSamplingOptions,
  startVectors,
  type TrainedRun,
  type TrainingText,
  trainingText,
  trainNegativeSampling,
} from "../../src/train";
import { doubleNegativeSampling } from "./double-negative-sampling";
import { relativeDifference } from "./relative-difference";

const seeds = seedStreams(5);
const bible = loadCorpus("king-james-bible");
/** The first verses of the Bible, every word of them. */
const verses = textOf({ name: "Genesis", documents: bible.documents.slice(0, 40) });
const small: NegativeSamplingOptions = { dimension: 6, seeds, epochs: 3 };

function textOf(corpus: Corpus): TrainingText {
  return trainingText(corpus, buildVocabulary(corpus, { minCount: 1 }));
}

function vocabularyOf(words: readonly string[]): Vocabulary {
  return { words, counts: words.map(() => 1), index: new Map(words.map((word, id) => [word, id])) };
}

/** The numbers that a uniform start between ±largest draws, in single precision. */
function uniformStart({ vocabulary }: TrainingText, dimension: number, largest: number): number[][] {
  const scale = largest / Math.sqrt(3);
  const { words } = startVectors(vocabulary.words.length, dimension, scale, true, seeds, "uniform");
  return words.to2DArray().map((row) => row.map(Math.fround));
}

function hash(run: TrainedRun): string {
  const sum = createHash("sha256");
  for (const { vectors } of [run.words, run.contexts!]) sum.update(new Uint8Array(vectors.buffer));
  return sum.digest("hex");
}

test("trainNegativeSampling() trains wherever its text ends in a page of memory", () => {
  const vocabulary = vocabularyOf(["a", "b", "c", "d"]);
  const page = 2 ** 16;
  const sentence = 8;
  const bytes = 4 * sentence;
  // From one sentence to the next the end moves by less than what a step needs, over more than one page.
  for (let sentences = page / bytes; sentences < (2.2 * page) / bytes; sentences += 4) {
    const document = Int32Array.from({ length: sentences * sentence }, (_, i) => (i * i) % 4);
    const options = { dimension: 4, seeds, epochs: 1, subsampling: 0, window: 1, negatives: 1 };
    const documents = Array.from({ length: sentences }, (_, k) =>
      document.subarray(k * sentence, (k + 1) * sentence),
    );
    const { lossHistory } = trainNegativeSampling({ vocabulary, documents }, options);
    expect(lossHistory[0], `${sentences} sentences`).toBeGreaterThan(0);
  }
});

describe("trainNegativeSampling() follows the same steps in double precision, to 1e-5,", () => {
  test.each<[string, Partial<NegativeSamplingOptions>]>([
    ["with the defaults", {}],
    ["with a large learning rate", { learningRate: 0.2, minLearningRate: 0.1 }],
    ["without subsampling", { subsampling: 0, learningRate: 0.2 }],
    ["with strong subsampling", { subsampling: 1e-2, learningRate: 0.2 }],
    ["without noise words", { negatives: 0, learningRate: 0.2 }],
    ["with one noise word", { negatives: 1, learningRate: 0.2 }],
    ["with 2 noise words", { negatives: 2, learningRate: 0.2 }],
    ["with 3 noise words", { negatives: 3, learningRate: 0.2 }],
    ["with 20 noise words", { negatives: 20, learningRate: 0.2 }],
    ["with noise words all as frequent", { noiseExponent: 0, learningRate: 0.2 }],
    ["with rare noise words", { noiseExponent: -1, learningRate: 0.2 }],
    ["with a window of one word", { window: 1, learningRate: 0.2 }],
    ["with a window longer than any document", { window: 100, learningRate: 0.1 }],
    ["in one dimension", { dimension: 1, learningRate: 0.2 }],
    ["in 7 dimensions", { dimension: 7, learningRate: 0.2 }],
    ["in 100 dimensions", { dimension: 100, learningRate: 0.2 }],
    ["at a rate that does not fall", { learningRate: 0.2, minLearningRate: 0.2 }],
  ])("%s", (_, change) => {
    const settings = {
      ...{ dimension: 6, window: 5, negatives: 5, subsampling: 1e-3, epochs: 3 },
      ...{ learningRate: 0.025, minLearningRate: 1e-4, noiseExponent: 0.75, seeds },
      ...change,
    };
    const start = uniformStart(verses, settings.dimension, 0.5);
    const double = doubleNegativeSampling(verses, { ...settings, start });
    const single = trainNegativeSampling(verses, { ...settings, startScale: 0.5 / Math.sqrt(3) });
    expect(relativeDifference(toMatrix(single.words), new Matrix(double.words as number[][]))).toBeLessThan(
      1e-5,
    );
    expect(
      relativeDifference(toMatrix(single.contexts!), new Matrix(double.contexts as number[][])),
    ).toBeLessThan(1e-5);
    single.lossHistory.forEach((loss, epoch) => {
      expect(Math.abs(loss / double.lossHistory[epoch]! - 1)).toBeLessThan(1e-6);
    });
    // The hard cases occur.
    expect(double.again).toBeGreaterThan(0);
    if (settings.negatives > 1) expect(Math.min(double.leftOut, double.twice)).toBeGreaterThan(0);
  });
});

describe("the seed of", () => {
  const first = trainNegativeSampling(verses, small);

  test.each(["init", "order", "negatives", "subsampling"] as const)("%s changes the vectors", (stream) => {
    const other = trainNegativeSampling(verses, { ...small, seeds: { ...seeds, [stream]: 6 } });
    expect(hash(other)).not.toBe(hash(first));
  });

  test("bootstrap changes nothing: it draws the text", () => {
    expect(hash(trainNegativeSampling(verses, { ...small, seeds: { ...seeds, bootstrap: 6 } }))).toBe(
      hash(first),
    );
  });

  test("init alone fixes the start", () => {
    // One step at a rate that single precision can't see leaves the start.
    const frozen = { dimension: 6, epochs: 1, learningRate: 1e-30, minLearningRate: 1e-30 };
    const start = (seeds: Seeds) => trainNegativeSampling(verses, { ...frozen, seeds }).words.vectors;
    const drawn = start(seeds);
    expect([...drawn]).toEqual(uniformStart(verses, 6, 0.5 / 6).flat());
    expect(Math.max(...drawn.map(Math.abs))).toBeLessThanOrEqual(0.5 / 6);
    expect(start({ ...seedStreams(6), init: 5 })).toEqual(start(seeds));
  });

  test("subsampling changes nothing where nothing is left out", () => {
    const all = { ...small, subsampling: 0 };
    expect(hash(trainNegativeSampling(verses, { ...all, seeds: { ...seeds, subsampling: 6 } }))).toBe(
      hash(trainNegativeSampling(verses, all)),
    );
  });

  test("negatives changes nothing where there are none", () => {
    const none = { ...small, negatives: 0 };
    expect(hash(trainNegativeSampling(verses, { ...none, seeds: { ...seeds, negatives: 6 } }))).toBe(
      hash(trainNegativeSampling(verses, none)),
    );
  });

  test("order changes nothing for one document with windows of one word", () => {
    const text = textOf({ name: "one verse", documents: [bible.documents.slice(0, 10).flat()] });
    const one = { ...small, window: 1 };
    expect(hash(trainNegativeSampling(text, { ...one, seeds: { ...seeds, order: 6 } }))).toBe(
      hash(trainNegativeSampling(text, one)),
    );
  });
});

test("the same seeds give bitwise the same vectors, and on every machine those with this hash", () => {
  const vocabulary = buildVocabulary(bible, { minCount: 20 });
  const text = trainingText({ ...bible, documents: bible.documents.slice(0, 3000) }, vocabulary);
  const options = { dimension: 20, seeds, epochs: 2 };
  const run = trainNegativeSampling(text, options);
  expect(hash(trainNegativeSampling(text, options))).toBe(hash(run));
  expect(hash(run)).toBe("7b04d9891fa50aec71d5baff1a1c3a1937bb31ac249a6b7b20a84483bbadbb62");
});

describe("trainNegativeSampling()", () => {
  test("learns that words of one topic stand together, and puts each word's neighbours into its own topic", () => {
    const topics = [..."abcd"].map((name) => Array.from({ length: 8 }, (_, k) => `${name}${k}`));
    const random = randomStream(seedStreams(1), "bootstrap");
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const documents = Array.from({ length: 1500 }, () => {
      const topic = pick(topics);
      return Array.from({ length: 12 }, () => pick(topic));
    });
    const text = textOf({ name: "four topics", documents });
    const run = trainNegativeSampling(text, { dimension: 10, seeds, subsampling: 0 });
    const vectors = toMatrix(run.words);
    const products = vectors.mmul(vectors.transpose());
    const { words } = run.words;
    for (const [w, word] of words.entries()) {
      const near = [...words.keys()]
        .filter((other) => other !== w)
        .sort((a, b) => cosine(b) - cosine(a))
        .slice(0, 7);
      function cosine(other: number): number {
        return products.get(w, other) / Math.sqrt(products.get(other, other));
      }
      expect(near.map((other) => words[other]![0])).toEqual(Array(7).fill(word[0]));
    }
  });

  test("reports the loss of each epoch, which falls from 6 log 2, where all scores are zero", () => {
    const text = trainingText(bible, buildVocabulary(bible, { minCount: 100 }));
    const reports: number[][] = [];
    const { lossHistory } = trainNegativeSampling(text, {
      dimension: 16,
      seeds,
      epochs: 4,
      onEpoch: (...report) => reports.push(report),
    });
    expect(reports).toEqual(lossHistory.map((loss, epoch) => [epoch + 1, 4, loss]));
    expect(lossHistory[0]).toBeLessThan(6 * Math.log(2));
    expect(lossHistory[3]).toBeLessThan(lossHistory[0]!);
  });

  test("begins at a loss of log 2 without noise words, because the contexts start at zero", () => {
    const still = { ...small, epochs: 1, learningRate: 1e-30, minLearningRate: 0 };
    const { lossHistory } = trainNegativeSampling(verses, { ...still, negatives: 0 });
    expect(lossHistory[0]).toBeCloseTo(Math.log(2), 6);
  });

  test("draws a Gaussian start with the given standard deviation", () => {
    const text = trainingText(bible, buildVocabulary(bible, { minCount: 5 }));
    const still = { dimension: 4, seeds, epochs: 1, learningRate: 1e-30, minLearningRate: 0 };
    const { vectors } = trainNegativeSampling(text, {
      ...still,
      startLaw: "gaussian",
      startScale: 0.3,
    }).words;
    const moment = (power: number) =>
      vectors.reduce((sum, x) => sum + (x / 0.3) ** power, 0) / vectors.length;
    // 23,000 numbers: four standard errors.
    expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / vectors.length));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / vectors.length));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / vectors.length));
  });

  test("leaves the vector of a word that the text does not hold at its start", () => {
    const text: TrainingText = {
      vocabulary: vocabularyOf(["a", "b", "absent"]),
      documents: [Int32Array.of(0, 1, 0, 1)],
    };
    const run = trainNegativeSampling(text, {
      dimension: 3,
      seeds,
      subsampling: 0,
      negatives: 10,
      epochs: 20,
    });
    const start = uniformStart(text, 3, 0.5 / 3);
    expect([...run.words.vectors.slice(6)]).toEqual(start[2]);
    expect([...run.contexts!.vectors.slice(6)]).toEqual([0, 0, 0]);
    expect([...run.words.vectors.slice(0, 3)]).not.toEqual(start[0]);
  });

  test("reads over documents that are empty or hold one word", () => {
    const documents = [Int32Array.of(), Int32Array.of(0, 1, 2), Int32Array.of(1), Int32Array.of()];
    const text: TrainingText = { vocabulary: vocabularyOf(["a", "b", "c"]), documents };
    const alone = { ...text, documents: [documents[1]!] };
    const options = { dimension: 3, seeds, subsampling: 0, epochs: 1, negatives: 0, window: 1 };
    // The rate falls with the words read, and the lone word is one: with a rate that stays, the runs are the same.
    const steady = { ...options, minLearningRate: 0.025 };
    expect(trainNegativeSampling(text, steady).words.vectors).toEqual(
      trainNegativeSampling(alone, steady).words.vectors,
    );
  });

  test("trains a vocabulary of one word, which can have no noise", () => {
    const text: TrainingText = { vocabulary: vocabularyOf(["a"]), documents: [Int32Array.of(0, 0, 0)] };
    const { lossHistory } = trainNegativeSampling(text, { dimension: 2, seeds, subsampling: 0, epochs: 1 });
    expect(lossHistory[0]).toBeCloseTo(Math.log(2), 1);
  });

  test("says where its vectors come from, so that they can be made again", () => {
    const { words, contexts, seconds } = trainNegativeSampling(verses, { ...small, subsampling: 0 });
    expect(words.words).toBe(verses.vocabulary.words);
    expect(words.dimension).toBe(6);
    expect(words.provenance).toEqual({
      model: "skip-gram, negative sampling",
      backend: "WebAssembly",
      seeds,
      options: {
        dimension: 6,
        window: 5,
        negatives: 5,
        subsampling: 0,
        epochs: 3,
        learningRate: 0.025,
        minLearningRate: 1e-4,
        noiseExponent: 0.75,
        startLaw: "uniform",
        startScale: 0.5 / (Math.sqrt(3) * 6),
      },
    });
    expect(contexts!.provenance).toEqual(words.provenance);
    expect(seconds).toBeGreaterThan(0);
  });
});

describe("trainNegativeSampling() refuses", () => {
  const one: TrainingText = {
    vocabulary: vocabularyOf(["a", "b"]),
    documents: [Int32Array.of(0), Int32Array.of(1)],
  };

  test.each<[string, Partial<NegativeSamplingOptions>, RegExp, TrainingText?]>([
    [
      "no dimension",
      { dimension: 0 },
      /^Cannot train with 0 dimensions: a whole number from 1 on is needed$/,
    ],
    ["half a dimension", { dimension: 2.5 }, /^Cannot train with 2\.5 dimensions/],
    ["no window", { window: 0 }, /^Cannot train with 0 words on each side as the window/],
    ["fewer than no noise words", { negatives: -1 }, /^Cannot train with -1 noise words/],
    ["no epochs", { epochs: 0 }, /^Cannot train with 0 epochs/],
    ["a negative threshold", { subsampling: -1 }, /^Cannot train with the subsampling threshold -1: a share/],
    ["no learning rate", { learningRate: 0 }, /^Cannot train with the learning rate 0: a positive number/],
    [
      "a learning rate that rises",
      { learningRate: 0.01, minLearningRate: 0.02 },
      /^Cannot let the learning rate fall from 0\.01 to 0\.02: a number from 0 to 0\.01 is needed$/,
    ],
    [
      "an exponent that is no number",
      { noiseExponent: Number.NaN },
      /^Cannot draw noise words with the exponent NaN/,
    ],
    ["an unknown law", { startLaw: "cauchy" as "uniform" }, /^Cannot start from the law "cauchy": choose/],
    ["no scale", { startScale: 0 }, /^Cannot start at scale 0: a positive number/],
    ["an unknown seed", { seeds: { ...seeds, negatives: 0.5 } }, /^Cannot use 0\.5 as a seed/],
    [
      "a text without words",
      {},
      /^Cannot train on 0 running words with a vocabulary of 2 words: the text is empty\./,
      { ...one, documents: [] },
    ],
    [
      "an empty vocabulary",
      {},
      /^Cannot train on 0 running words with a vocabulary of 0 words: the text is empty\./,
      { vocabulary: vocabularyOf([]), documents: [Int32Array.of()] },
    ],
    [
      "a text without neighbours",
      { subsampling: 0 },
      /^Cannot train: no two words .* in no document\. Take/,
      one,
    ],
    [
      "ids of another vocabulary",
      {},
      /^Cannot train on document 1: it holds the id 2, and the vocabulary has 2 words\. Encode/,
      { ...one, documents: [Int32Array.of(0), Int32Array.of(1, 2)] },
    ],
    [
      "a learning rate at which it diverges",
      { learningRate: 1e30 },
      /^Training diverged in epoch 1: the loss is \S+\. Use a smaller learning rate than 1e\+30$/,
    ],
    [
      "more memory than WebAssembly has",
      { dimension: 2 ** 22 },
      /^Cannot train with \d+ MB of memory: WebAssembly has up to 4096 MB/,
    ],
  ])("%s", (_, options, message, text = verses) => {
    const run = () => trainNegativeSampling(text, { ...small, ...options });
    expect(run).toThrow(message);
    expect(run).toThrow(RangeError);
  });
});

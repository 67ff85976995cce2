import { describe, expect, test } from "vitest";
import { bootstrapDocuments, buildVocabulary } from "../../src/corpus";
import type { Grid, ModelSetting } from "../../src/experiment";
import { planGrid } from "../../src/experiment/plan-grid";
import { shareCorpus } from "../../src/experiment/shared-corpus";
import { randomStream, runSeeds, type Seeds, seedStreams } from "../../src/random";
import { genesis, smallGrid } from "./small-grid";

const shared = shareCorpus(genesis);
const plan = (changes: Partial<Grid> = {}) => planGrid({ ...smallGrid, ...changes }, genesis, shared);
const { runs, pairs, commonWords } = plan();

describe("planGrid()", () => {
  test("gives every combination once: models, then dimensions, sizes, resamples, seeds", () => {
    expect(runs).toHaveLength(2 * 2 * 2 * 2 * 2);
    const places = runs.map(({ row }) => [row.model, row.dimension, row.documents, row.resample, row.seed]);
    expect(places[0]).toEqual(["negative-sampling", 4, 200, 0, 0]);
    expect(places[1]).toEqual(["negative-sampling", 4, 200, 0, 1]);
    expect(places[2]).toEqual(["negative-sampling", 4, 200, 1, 0]);
    expect(places[4]).toEqual(["negative-sampling", 4, 400, 0, 0]);
    expect(places[8]).toEqual(["negative-sampling", 8, 200, 0, 0]);
    expect(places[31]).toEqual(["gaussian", 8, 400, 1, 1]);
    expect(new Set(places.map(String)).size).toBe(32);
  });

  test("takes all documents, and the text itself, if nothing is said", () => {
    const { documents, resamples, ...grid } = smallGrid;
    const [run] = planGrid(grid, genesis, shared).runs;
    expect(run!.row).toMatchObject({ documents: 400, resample: 0 });
    expect([...run!.text.documents]).toEqual(genesis.documents.map((_, k) => k));
    expect(run!.row.runningWords).toBe(genesis.documents.flat().length);
  });

  test("draws each smaller text from each larger one, in the order of the corpus", () => {
    const [small, large] = plan({ documents: [50, 300], resamples: [0] }).runs.filter(
      ({ row }) => row.seed === 0,
    );
    const documents = [...small!.text.documents];
    expect(new Set(documents).size).toBe(50);
    expect(documents).toEqual([...documents].sort((a, b) => a - b));
    expect(documents.every((k) => large!.text.documents.includes(k))).toBe(true);
    expect(documents).not.toEqual([...large!.text.documents.subarray(0, 50)]);
  });

  test("draws other texts with another text seed", () => {
    const first = (textSeed: number) => String(plan({ textSeed, documents: [50] }).runs[0]!.text.documents);
    expect(first(1)).toBe(first(1));
    expect(first(1)).not.toBe(first(2));
  });

  test("resamples the documents of the text as bootstrapDocuments() does", () => {
    const [text, resample] = [0, 1].map((k) => runs.find(({ row }) => row.resample === k)!.text.documents);
    const random = randomStream(runSeeds(3, 2)[1]!, "bootstrap");
    expect([...resample!]).toEqual([...bootstrapDocuments(200, random).map((k) => text![k]!)]);
  });

  test("lets every run read a text of its own, drawn with its own stream", () => {
    const { resamples, ...grid } = smallGrid;
    const [one, two] = grid.seeds as [Seeds, Seeds];
    const seeds = [one, { ...one, init: 5 }, { ...one, bootstrap: two.bootstrap }, two];
    const own = planGrid(
      { ...grid, models: grid.models.slice(0, 1), dimensions: [4], seeds, ownTexts: true },
      genesis,
      shared,
    );
    const small = own.runs.filter(({ row }) => row.documents === 200);
    expect(small.map(({ row }) => [row.seed, row.resample])).toEqual([
      [0, 1],
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
    expect(small.map(({ options }) => options.seeds)).toEqual(seeds);
    const random = randomStream(two, "bootstrap");
    const text = runs.find(({ row }) => row.documents === 200 && row.resample === 0)!.text.documents;
    expect([...small[3]!.text.documents]).toEqual([...bootstrapDocuments(200, random).map((k) => text[k]!)]);
    expect(small[3]!.text.documents).toBe(small[2]!.text.documents);
    expect(String(small[0]!.text.documents)).not.toBe(String(small[2]!.text.documents));
    expect(own.runs).toHaveLength(8);
    expect(own.pairs.map(({ row }) => row.differ)).toEqual(Array(4).fill("seed"));
    expect(own.pairs.map(({ row }) => [row.firstSeed, row.secondSeed])).toEqual([
      [0, 1],
      [2, 3],
      [0, 1],
      [2, 3],
    ]);
  });

  test("refuses resamples beside texts of their own", () => {
    expect(() => plan({ ownTexts: true })).toThrow(
      'Cannot run the grid "small": with ownTexts the seeds say which resamples are read. Leave resamples out',
    );
  });

  test("gives a resample the same documents, whichever others there are", () => {
    const second = (resamples: number[]) => {
      const run = plan({ resamples }).runs.find(({ row }) => row.resample === 2)!;
      return [run.key, String(run.text.documents)];
    };
    expect(second([0, 1, 2, 3])).toEqual(second([2]));
  });

  test("takes the words of the smallest text, as it is without resampling, for all runs", () => {
    const smallest = runs.find(({ row }) => row.documents === 200 && row.resample === 0)!;
    const documents = Array.from(smallest.text.documents, (k) => genesis.documents[k]!);
    const { words } = buildVocabulary({ name: "smallest", documents }, smallGrid.vocabulary);
    for (const { text } of runs) expect(Array.from(text.vocabulary, (id) => shared.words[id])).toEqual(words);
    expect(commonWords).toBe(words.length);
  });

  test("lets the vocabulary grow behind the words that all runs have", () => {
    const grown = plan({ growingVocabulary: true });
    expect(grown.commonWords).toBe(commonWords);
    for (const { text } of grown.runs) {
      const documents = Array.from(text.documents, (k) => genesis.documents[k]!);
      const own = buildVocabulary({ name: "own", documents }, { minCount: 10 });
      const words = Array.from(text.vocabulary, (id) => shared.words[id]!);
      const common = words.slice(0, commonWords);
      expect(common).toEqual(Array.from(runs[0]!.text.vocabulary, (id) => shared.words[id]));
      expect(words.slice(common.length)).toEqual(own.words.filter((word) => !common.includes(word)));
      expect(words.length).toBeGreaterThan(common.length);
    }
  });

  test("sets the epochs so that as many words are read, and not less than one epoch", () => {
    const { runs: held } = plan({
      models: [{ model: "negative-sampling", wordsRead: 30_000 }],
      resamples: [0],
    });
    for (const { options, row } of held) {
      const { epochs } = options as unknown as { epochs: number };
      expect(epochs).toBe(Math.round(30_000 / row.runningWords));
    }
    const few = plan({ models: [{ model: "negative-sampling", wordsRead: 10 }] }).runs[0]!;
    expect(few.options).toMatchObject({ epochs: 1 });
  });
});

describe("the key of a run", () => {
  const keys = (changes: Partial<Grid> = {}) => plan(changes).runs.map(({ key }) => key);

  test("is another one for every different run", () => {
    expect(new Set(keys()).size).toBe(32);
  });

  test.each<[string, Partial<Grid>]>([
    ["another option", { models: [{ model: "negative-sampling", options: { epochs: 3 } }] }],
    ["another dimension", { dimensions: [5] }],
    ["other seeds", { seeds: runSeeds(4, 2) }],
    ["other texts", { textSeed: 4 }],
    ["other sizes", { documents: [200, 300] }],
    ["other words", { vocabulary: { minCount: 12 } }],
  ])("changes with %s", (_, changes) => {
    const before = keys({ models: [{ model: "negative-sampling", options: { epochs: 2 } }] });
    const after = keys({ models: [{ model: "negative-sampling", options: { epochs: 2 } }], ...changes });
    // What two texts have in common is the same run still: the text of 200 documents.
    const same = after.filter((key) => before.includes(key));
    expect(same).toHaveLength("documents" in changes ? after.length / 2 : 0);
  });

  test("changes with a single document", () => {
    const corpus = { ...genesis, documents: [["in"], ...genesis.documents.slice(1)] };
    const other = planGrid(smallGrid, corpus, shareCorpus(corpus)).runs;
    expect(other.filter(({ key }) => keys().includes(key))).toEqual([]);
  });

  test.each<[string, Partial<Grid>]>([
    ["the name of the grid", { name: "other" }],
    ["what is measured", { pairMetrics: [], runMetrics: [] }],
    ["the order of the axes", { dimensions: [8, 4], seeds: [...smallGrid.seeds].reverse() }],
    [
      "the label of a model and the order of its options",
      {
        models: [
          {
            model: "negative-sampling",
            label: "normal",
            options: { startScale: 0.1, startLaw: "gaussian", epochs: 1 },
          },
          { model: "negative-sampling", label: "uniform", options: { epochs: 2 } },
        ],
      },
    ],
  ])("does not change with %s", (_, changes) => {
    expect(keys(changes).sort()).toEqual(keys().sort());
  });

  test("does not change with a stream that the model does not use", () => {
    const seeds = [seedStreams(1), { ...seedStreams(1), order: 2 }, { ...seedStreams(1), init: 2 }];
    const softmax = keys({ models: [{ model: "full-softmax" }], seeds });
    expect(softmax[0]).toBe(softmax[1]);
    expect(softmax[0]).not.toBe(softmax[2]);
    const sampling = keys({ models: [{ model: "negative-sampling" }], seeds });
    expect(new Set(sampling.slice(0, 3)).size).toBe(3);
  });
});

describe("the pairs of a grid", () => {
  test("differ in the seed or in the resample, and in nothing else", () => {
    expect(pairs).toHaveLength(8 * 4);
    for (const { row, first, second } of pairs) {
      for (const same of ["model", "dimension", "documents"] as const) {
        expect(first.row[same]).toBe(row[same]);
        expect(second.row[same]).toBe(row[same]);
      }
      expect([row.firstSeed, row.firstResample]).toEqual([first.row.seed, first.row.resample]);
      expect([row.secondSeed, row.secondResample]).toEqual([second.row.seed, second.row.resample]);
      expect(row.firstSeed !== row.secondSeed).toBe(row.differ === "seed");
      expect(row.firstResample !== row.secondResample).toBe(row.differ === "resample");
    }
    expect(new Set(pairs.map(({ key }) => key)).size).toBe(32);
  });

  test("can be asked for by how they differ", () => {
    const differ = (kinds: Grid["pairs"]) => plan({ pairs: kinds! }).pairs.map(({ row }) => row.differ);
    expect(differ(["both"])).toHaveLength(8 * 2);
    expect(new Set(differ(["both"]))).toEqual(new Set(["both"]));
    expect(differ(["seed", "resample", "both"])).toHaveLength(8 * 6);
  });

  test("are none if nothing is measured", () => {
    expect(plan({ pairMetrics: [] }).pairs).toEqual([]);
  });
});

test.each<[Partial<Grid>, string]>([
  [{ dimensions: [] }, "its list of dimensions is empty"],
  [{ dimensions: [4, 8, 4] }, "its list of dimensions has 4 twice"],
  [{ seeds: [seedStreams(1), seedStreams(1)] }, "its list of seeds has"],
  [
    { models: [...smallGrid.models, { model: "negative-sampling" }] },
    "its list of models has negative-sampling twice",
  ],
  [{ documents: [200, 401] }, "a text of 401 documents is not there. The corpus has 400"],
  [{ resamples: [-1] }, "resample -1 is not 0, 1, 2, …"],
  [
    { models: [{ model: "bert" as "full-softmax" }] },
    'there is no model "bert". Choose one of full-softmax, negative-sampling, glove',
  ],
  [
    { models: [{ model: "full-softmax", wordsRead: 1000 }] },
    'the model "full-softmax" does not read the text in epochs',
  ],
  [{ pairMetrics: ["beauty" as "cosine"] }, 'there is no pair metric "beauty". Choose from cosine'],
  [{ floors: ["beauty" as "cosine"] }, 'there is no pair metric "beauty"'],
  [
    { dimensions: [4, 300] },
    "heldOutCosine in 300 dimensions needs 600 words, and the smallest text has 92 that are frequent enough. Lower minCount",
  ],
  [
    { dimension: [4] } as object,
    'there is no field "dimension". The fields are name, corpus, vocabulary, ' +
      "growingVocabulary, models, dimensions, documents, seeds, resamples, ownTexts, textSeed, runMetrics, pairMetrics, floors, pairs",
  ],
  [{ runMetrics: ["beauty" as "meanNorm"] }, 'there is no run metric "beauty". Choose from meanNorm'],
])("planGrid() says what is wrong: %j", (changes, message) => {
  expect(() => plan(changes)).toThrow(`Cannot run the grid "small": ${message}`);
});

test.each<[object, string]>([
  [
    { model: "full-softmax", options: { maxStep: 3 } },
    'with the model "full-softmax": there is no option "maxStep". The options are window, tied, ' +
      "optimizer, startScale, startLaw, tolerance, patience, maxSteps",
  ],
  [
    { model: "glove", options: { seeds: seedStreams(1) } },
    'with the model "glove": there is no option "seeds". The options are window, fullWeightCount, weightExponent, epochs, ' +
      "learningRate, startScale, startLaw, output",
  ],
  [
    { model: "glove", option: { epochs: 1 } },
    'with a model: there is no field "option". The fields are model, label, options, wordsRead',
  ],
])("planGrid() refuses the model %j", (setting, message) => {
  expect(() => plan({ models: [setting as ModelSetting] })).toThrow(
    new RangeError(`Cannot run the grid "small" ${message}`),
  );
});

test("planGrid() refuses an unknown option of the vocabulary", () => {
  expect(() => plan({ vocabulary: { maxsize: 5 } as object })).toThrow(
    /^Cannot build a vocabulary of "genesis, 200 documents": there is no option "maxsize"\./,
  );
});

test("planGrid() keeps the keys under which runs are stored, unless a model gets another version", () => {
  expect([runs[0]!.key, runs[31]!.key]).toEqual([
    "f2d25c3bf43a4e06b2d422508b4f1f4b",
    "a09fb184c2c59d8be82b25830a9daccd",
  ]);
  const models = [
    { model: "transformer", options: { depth: 1, optimizer: { name: "sgd", learningRate: 1 } } },
  ] as const;
  expect(plan({ models }).runs[5]!.key).toBe("d7fa0ceb6efac29d5ae904ac815f31b9");
});

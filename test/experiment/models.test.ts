import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { buildVocabulary, countCooccurrence } from "../../src/corpus";
import { models } from "../../src/experiment";
import type { Model } from "../../src/experiment/models";
import { STREAM_NAMES, seedStreams } from "../../src/random";
import { type TrainedRun, trainingText, trainSkipGram } from "../../src/train";
import known from "./fixtures/model-bits.json";
import { genesis } from "./small-grid";

// As the threads of a grid do: the same on every machine.
process.env.RESEED_BACKEND = "engine";

const text = trainingText(genesis, buildVocabulary(genesis, { minCount: 10 }));
/** So that a run takes a second at most. */
const short: Readonly<Record<string, object>> = {
  "full-softmax": { maxSteps: 30 },
  glove: { epochs: 3 },
  nnlm: { epochs: 1, hidden: 10 },
  transformer: { depth: 1, steps: 20 },
};
const options = { dimension: 6, seeds: seedStreams(5) };

function bits({ words, contexts, lossHistory }: TrainedRun): string {
  const hash = createHash("sha256").update(words.vectors);
  if (contexts !== undefined) hash.update(contexts.vectors);
  return hash.update(Float64Array.from(lossHistory)).digest("hex");
}

describe.each(Object.keys(models) as (keyof typeof models)[])("the model %s", (name) => {
  const model: Model<object> = models[name];
  const train = async (changes: object = {}) =>
    bits(await model.train(text, { ...short[name], ...options, ...changes }));

  test("gives the bits that belong to its version", async () => {
    const found = { version: model.version, sha256: await train() };
    const advice =
      "Stored runs of this model would be mixed with runs that come out otherwise: raise its version in " +
      "src/experiment/models.ts, and put what was found into test/experiment/fixtures/model-bits.json";
    expect(found, advice).toEqual((known as Record<string, object>)[name]);
  });

  test("depends on the seeds of its streams, and on no others", async () => {
    const first = await train();
    for (const stream of STREAM_NAMES) {
      const other = await train({ seeds: { ...options.seeds, [stream]: 6 } });
      expect(other !== first, stream).toBe(model.streams.includes(stream));
    }
  });

  test("keeps its context vectors, one for each word", async () => {
    const { words, contexts } = await model.train(text, { ...short[name], ...options });
    expect(contexts!.words).toEqual(words.words);
    expect(contexts!.vectors).not.toEqual(words.vectors);
  });

  test("takes longer with more words to read and more dimensions", () => {
    const size = { runningWords: 10_000, vocabulary: 500, dimension: 10 };
    const seconds = (changes: object) => model.seconds({ ...size, ...changes }, {});
    expect(seconds({ dimension: 20 })).toBeGreaterThan(seconds({}));
    expect(seconds({ runningWords: 20_000, vocabulary: 1000 })).toBeGreaterThan(seconds({}));
  });
});

test("the model full-softmax is trainSkipGram() on the counts of the text", async () => {
  const settings = { maxSteps: 20, tied: true } as const;
  const run = await models["full-softmax"].train(text, { window: 3, ...settings, ...options });
  const counts = countCooccurrence(genesis, text.vocabulary, { window: 3 });
  const { words, lossHistory } = await trainSkipGram(counts, { ...settings, ...options });
  expect(run.words.vectors).toEqual(words.vectors);
  expect(run.lossHistory).toEqual(lossHistory);
  // A tied model has one matrix, which is stored once.
  expect(run.contexts).toBeUndefined();
});

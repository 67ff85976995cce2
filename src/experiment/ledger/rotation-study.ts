import { buildVocabulary, countCooccurrence, loadCorpus } from "../../corpus";
import { randomStream, runSeeds, seedStreams } from "../../random";
import { softmaxLoss, startVectors, trainDouble } from "../../train";
import { lossClaim, type ModelPair, turnClaim } from "../claims";
import { rotationSettings } from "../rotation-settings";
import type { Study } from "./study";

const RUNS = 5;
const MODEL = "skip-gram with the full softmax on the King James Bible, in double precision";

export const rotationStudy: Study = {
  notebook: "01",
  claims: ["C2", "C3"],
  run: async ({ preset, seed, report, signal }) => {
    const { words, dimension, optimizer, steps } = rotationSettings(preset);
    const bible = loadCorpus("king-james-bible");
    const counts = countCooccurrence(bible, buildVocabulary(bible, { maxSize: words }), { window: 5 });
    const models: ModelPair[] = [];
    for (const seeds of runSeeds(seed, RUNS)) {
      signal?.throwIfAborted();
      const trained = (tied: boolean) =>
        trainDouble(counts, startVectors(words, dimension, 0.1, tied, seeds), optimizer, steps);
      models.push({ untied: trained(false), tied: trained(true) });
      await report?.(models.length, RUNS);
    }
    const random = () => randomStream(seedStreams(seed), "bootstrap");
    const tied = models.map((model) => model.tied.words);
    return [
      turnClaim(tied, (vectors) => softmaxLoss(counts, vectors, vectors), `tied ${MODEL}`, random()),
      lossClaim(models, (W, C) => softmaxLoss(counts, W, C), `tied and untied ${MODEL}`, random()),
    ];
  },
};

import { expect, test } from "vitest";
import { seedStreams } from "../../src/random";
import {
  trainGlove,
  trainNegativeSampling,
  trainNnlm,
  trainPpmiSvd,
  trainSkipGram,
  trainTransformer,
} from "../../src/train";
import { rhyme } from "./rhyme";
import { referenceCounts } from "./small-counts";

const text = rhyme(40);
const options = { dimension: 4, seeds: seedStreams(1) };

test.each<[string, (options: object) => unknown, string]>([
  [
    "trainSkipGram",
    (changes) => trainSkipGram(referenceCounts, { ...options, ...changes }),
    'Cannot train skip-gram: there is no option "startscale". The options are dimension, seeds, tied, ' +
      "optimizer, startScale, startLaw, start, tolerance, patience, maxSteps, snapshotsAt, signal, onStep",
  ],
  [
    "trainNegativeSampling",
    (changes) => trainNegativeSampling(text, { ...options, ...changes }),
    'Cannot train with negative sampling: there is no option "startscale". The options are ' +
      "dimension, seeds, window, negatives, subsampling, epochs, learningRate, minLearningRate, noiseExponent, startScale, startLaw, onEpoch",
  ],
  [
    "trainGlove",
    (changes) => trainGlove(text, { ...options, ...changes }),
    'Cannot train GloVe: there is no option "startscale". The options are dimension, seeds, window, ' +
      "fullWeightCount, weightExponent, epochs, learningRate, startScale, startLaw, output, onEpoch",
  ],
  [
    "trainPpmiSvd",
    (changes) => trainPpmiSvd(text, { ...options, ...changes }),
    'Cannot factor the PPMI table: there is no option "startscale". The options are dimension, seeds, window, weighting, ' +
      "smoothing, shift, eigenvaluePower",
  ],
  [
    "trainNnlm",
    (changes) => trainNnlm(text, { ...options, ...changes }),
    'Cannot train the neural language model: there is no option "startscale". The options are ' +
      "dimension, context, stride, hidden, batchSize, epochs, optimizer, startScale, startLaw, seeds, signal, onStep",
  ],
  [
    "trainTransformer",
    (changes) => trainTransformer(text, { ...options, ...changes }),
    'Cannot train the transformer: there is no option "startscale". The options are dimension, ' +
      "seeds, depth, heads, blockLength, norm, tied, batchSize, steps, optimizer, startScale, startLaw, snapshotsAt, signal, onStep",
  ],
])("%s() refuses an option that it does not know", async (_, train, message) => {
  await expect(async () => train({ startscale: 1 })).rejects.toThrow(new RangeError(message));
});

import { buildVocabulary, type CoOccurrence, countCooccurrence, loadCorpus, pairShares } from "../../corpus";
import { toMatrix } from "../../embedding";
import { randomStream, runSeeds, seedStreams } from "../../random";
import { linearResidual, normalisedResidual } from "../../stability";
import { softmaxPredictions, startVectors } from "../../train";
import { againstChance, optimaClaim, rawCosineClaim, type TurnedStart, turnedStartVerdict } from "../claims";
import type { Preset } from "../dimension-grid";
import { rotationSettings } from "../rotation-settings";
import { trainRuns } from "../train-runs";
import { trainingSettings } from "../training-settings";
import { turnedStart } from "../turned-start";
import { partOf } from "./part-of";
import type { Study } from "./study";

const RUNS = 8;
/** The small models of the full preset train so fast that there can be more of them. */
const LONG_RUNS = { quick: RUNS, full: 24 };
const STARTS = 5;
const MODEL = "skip-gram with the full softmax on the King James Bible";

export const trainingStudy: Study = {
  notebook: "02",
  claims: ["C1", "C4"],
  run: async ({ preset, seed, report, signal }) => {
    const { words, options, long } = trainingSettings(preset);
    const seeds = runSeeds(seed, RUNS);
    const random = randomStream(seedStreams(seed), "bootstrap");
    const stopped = await trainRuns(
      countsOf(words),
      seeds,
      { ...options, ...(signal && { signal }) },
      partOf(report, 0, 2),
    );
    const vectors = stopped.map((run) => toMatrix(run.words));
    const counts = countsOf(long.words);
    const trained = await trainRuns(
      counts,
      runSeeds(seed, LONG_RUNS[preset]),
      { ...long.options, ...(signal && { signal }) },
      partOf(report, 1, 2),
    );
    const longRuns = trained.map(({ snapshots }) => {
      const [halfway, end] = snapshots
        .slice(-2)
        .map((snapshot) => softmaxPredictions(toMatrix(snapshot.words), toMatrix(snapshot.contexts)));
      return { halfway: halfway!, end: end! };
    });
    const setting =
      `${MODEL}, ${long.options.maxSteps} steps, V = ${long.words}, d = ${long.options.dimension}, ${trained.length} runs; ` +
      `beside it ${RUNS} runs until the loss is flat, V = ${words}, d = ${options.dimension}`;
    return [
      rawCosineClaim(vectors, MODEL, random),
      optimaClaim(longRuns, pairShares(counts), setting, [
        againstChance("what the best turn leaves when the loss is flat", vectors, normalisedResidual, random),
        againstChance(
          "what the best linear map leaves when the loss is flat",
          vectors,
          linearResidual,
          random,
        ),
        ...turnedStartVerdict(turnedStarts(preset, seed)).figures.map(({ figure, interval }) => ({
          figure: `distance of a turned run from the run of its turned start, ${figure}`,
          interval,
        })),
      ]),
    ];
  },
};

function countsOf(words: number): CoOccurrence {
  const bible = loadCorpus("king-james-bible");
  return countCooccurrence(bible, buildVocabulary(bible, { maxSize: words }), { window: 5 });
}

/** The optimizers of notebook 01, each with as many starts as there. */
function turnedStarts(preset: Preset, seed: number): TurnedStart[] {
  const settings = rotationSettings(preset);
  const counts = countsOf(settings.words);
  const pairs = settings.turnedStarts.flatMap((optimizer) =>
    runSeeds(seed, STARTS).map((seeds) => ({ optimizer, seeds })),
  );
  return pairs.map(({ optimizer, seeds }) => ({
    optimiser: optimizer.name,
    distances: turnedStart(
      counts,
      startVectors(settings.words, settings.dimension, 0.1, false, seeds),
      optimizer,
      settings.turnedSteps,
      randomStream(seeds, "negatives"),
    ),
  }));
}

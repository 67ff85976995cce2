import { buildVocabulary, countCooccurrence, loadCorpus } from "../../corpus";
import { toMatrix } from "../../embedding";
import { randomStream, runSeeds, seedStreams } from "../../random";
import { meanCosineClaim, plainDistanceClaim, residualClaim } from "../claims";
import { trainRuns } from "../train-runs";
import { trainingSettings } from "../training-settings";
import type { Study } from "./study";

const RUNS = 8;
const MODEL = "skip-gram with the full softmax on the King James Bible";

export const alignmentStudy: Study = {
  notebook: "03",
  claims: ["C5", "C6", "C7"],
  run: async ({ preset, seed, report, signal }) => {
    const { words, options } = trainingSettings(preset);
    const bible = loadCorpus("king-james-bible");
    const counts = countCooccurrence(bible, buildVocabulary(bible, { maxSize: words }), { window: 5 });
    const trained = await trainRuns(
      counts,
      runSeeds(seed, RUNS),
      { ...options, ...(signal && { signal }) },
      report,
    );
    const vectors = trained.map((run) => toMatrix(run.words));
    const random = () => randomStream(seedStreams(seed), "bootstrap");
    return [
      plainDistanceClaim(vectors, MODEL, random()),
      residualClaim(vectors, MODEL, random()),
      meanCosineClaim(vectors, MODEL, random()),
    ];
  },
};

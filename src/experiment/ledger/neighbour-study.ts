import { buildVocabulary, loadCorpus } from "../../corpus";
import { toMatrix } from "../../embedding";
import { randomStream, seedStreams } from "../../random";
import { bibleQuestions } from "../bible-questions";
import { distanceClaim, meaningClaim, neighbourClaim, spectrumClaim } from "../claims";
import { neighbourGrid } from "../neighbour-grid";
import { runGrid } from "../run-grid";
import type { Study } from "./study";

const RUNS = 8;
const MODEL = "skip-gram with negative sampling on the King James Bible";

export const neighbourStudy: Study = {
  notebook: "04",
  claims: ["C8", "C9", "C10", "C15"],
  run: async ({ preset, seed, ...options }) => {
    const grid = neighbourGrid(preset, seed, RUNS);
    const { runs, load } = await runGrid(grid, options);
    const bible = loadCorpus("king-james-bible");
    const vocabulary = buildVocabulary(bible, grid.vocabulary);
    const vectors = runs.map((_, run) => toMatrix(load(run).words));
    const random = () => randomStream(seedStreams(seed), "bootstrap");
    return [
      neighbourClaim(vectors, MODEL),
      distanceClaim(vectors, MODEL, random()),
      spectrumClaim(vectors, MODEL, random()),
      meaningClaim(vectors, bibleQuestions(bible, vocabulary), MODEL, random()),
    ];
  },
};

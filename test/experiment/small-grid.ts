import { type Corpus, loadCorpus } from "../../src/corpus";
import type { Grid } from "../../src/experiment";
import { runSeeds } from "../../src/random";

const bible = loadCorpus("king-james-bible");

/** The first 400 verses: 10,000 words. */
export const genesis: Corpus = { name: "genesis", documents: bible.documents.slice(0, 400) };

/** 2 models × 2 dimensions × 2 sizes × 2 resamples × 2 seeds, of which each takes a few hundredths of a second. */
export const smallGrid: Grid = {
  name: "small",
  corpus: genesis,
  vocabulary: { minCount: 10, minDocuments: 5 },
  models: [
    { model: "negative-sampling", options: { epochs: 2 } },
    {
      model: "negative-sampling",
      label: "gaussian",
      options: { epochs: 1, startLaw: "gaussian", startScale: 0.1 },
    },
  ],
  dimensions: [4, 8],
  documents: [200, 400],
  seeds: runSeeds(3, 2),
  resamples: [0, 1],
  textSeed: 3,
  runMetrics: ["meanNorm"],
  pairMetrics: ["cosine", "heldOutCosine"],
  floors: ["cosine"],
};

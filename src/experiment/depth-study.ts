import type { Matrix } from "ml-matrix";
import { buildVocabulary } from "../corpus";
import { neighbourLists, toMatrix } from "../embedding";
import { randomFromText, shuffle } from "../random";
import {
  bandMeans,
  type FrequencyBand,
  frequencyBands,
  heldOutCosines,
  mean,
  meanCosine,
  neighbourOverlap,
} from "../stability";
import { type StartLaw, type StartScale, startVectors, type TrainedRun } from "../train";
import { corpusOf } from "./corpus-of";
import type { Grid } from "./grid";
import type { GridResult } from "./run-grid";

/** The word vectors, which enter the model, or the vectors of the output, by which it predicts. */
export type VectorKind = "words" | "output";

/** One run of one depth, at a moment of its training. */
export interface DepthRunRow {
  readonly depth: number;
  readonly seed: number;
  /** Words predicted so far. */
  readonly wordsRead: number;
  /** Nats per word: the mean over the batches around this moment. */
  readonly loss: number;
  /** Mean cosine of the word vectors with their own start. */
  readonly wordsStart: number;
  /** Mean cosine of the output vectors with their own start. */
  readonly outputStart: number;
}

/** Two runs of one depth, at a moment of their training. */
export interface DepthPairRow {
  readonly depth: number;
  readonly vectors: VectorKind;
  readonly wordsRead: number;
  /** Which words: "all", or a band of frequency; the bands only at the end. */
  readonly band: string;
  readonly first: number;
  readonly second: number;
  /** Mean cosine on words that the turn was not fitted on. */
  readonly heldOutCosine: number;
  /** The same with the words of one run shuffled. */
  readonly heldOutCosineFloor: number;
  /** The share of the ten nearest neighbours that both runs have. */
  readonly neighbourOverlap: number;
}

/** What came out of a {@link depthGrid}: tidy tables of plain rows. */
export interface DepthStudy {
  readonly runs: readonly DepthRunRow[];
  readonly pairs: readonly DepthPairRow[];
}

const NEIGHBOURS = 10;
const ALL = "all";

/**
 * Measures the runs of a {@link depthGrid} against each other, at every moment at which their vectors were kept.
 *
 * The bands of frequency are four parts of the vocabulary of about the same size.
 *
 * @param report told now and then how much is measured
 * @throws what report throws
 * @example
 * ```ts
 * const verses = loadCorpus("king-james-bible").documents.slice(0, 300);
 * const corpus = { name: "the first verses", documents: verses };
 * const options = { depth: 1, steps: 4, snapshotsAt: [2, 4] };
 * const grid = {
 *   name: "verses", corpus, vocabulary: { maxSize: 40 }, textSeed: 1, seeds: runSeeds(1, 3), dimensions: [4],
 *   models: [{ model: "transformer", label: "1", options }],
 * };
 * const result = await runGrid(grid, { folder: "out/test/depth" });
 * const { runs, pairs } = await depthStudy(grid, result);
 * runs.map(({ wordsRead }) => wordsRead); // → [512, 512, 512, 1024, 1024, 1024]
 * pairs.filter(({ band, vectors }) => band === "all" && vectors === "output").length; // → 6
 * [...new Set(pairs.map(({ band }) => band))]; // → ["all", "< 41", "41–51", "52–75", "≥ 76"]
 * ```
 */
export async function depthStudy(
  grid: Grid,
  result: GridResult,
  report: (done: number, total: number) => unknown = () => {},
): Promise<DepthStudy> {
  const corpus = corpusOf(grid);
  const { counts } = buildVocabulary(corpus, grid.vocabulary);
  // Two digits are enough to cut a vocabulary, and are easier to read.
  const edges = [3, 2, 1].map((k) => Number(counts[Math.floor((k * counts.length) / 4)]!.toPrecision(2)));
  const bands = [{ label: ALL, rows: [...counts.keys()] }, ...frequencyBands(counts, edges)];
  const runs: DepthRunRow[] = [];
  const pairs: DepthPairRow[] = [];
  for (const [k, setting] of grid.models.entries()) {
    const depth = Number(setting.label);
    const trained = grid.seeds.map((_, seed) => result.load(k * grid.seeds.length + seed));
    const moments = trained[0]!.snapshots!.length;
    for (let moment = 0; moment < moments; moment++) {
      for (const [seed, run] of trained.entries()) runs.push(runRow(run, depth, seed, moment));
      const measured = moment === moments - 1 ? bands : bands.slice(0, 1);
      for (const vectors of ["words", "output"] as const)
        pairs.push(...pairRows(trained, depth, vectors, moment, measured));
      await report(k * moments + moment + 1, grid.models.length * moments);
    }
  }
  return { runs, pairs };
}

function wordsReadAt(run: TrainedRun, moment: number): number {
  const { batchSize, blockLength } = run.words.provenance.options;
  return run.snapshots![moment]!.step * Number(batchSize) * Number(blockLength);
}

function runRow(run: TrainedRun, depth: number, seed: number, moment: number): DepthRunRow {
  const { step, words, contexts } = run.snapshots![moment]!;
  const { dimension, provenance } = words;
  const { startScale, startLaw, tied } = provenance.options;
  const start = startVectors(
    words.words.length,
    dimension,
    startScale as StartScale,
    tied as boolean,
    provenance.seeds,
    startLaw as StartLaw,
  );
  // A twentieth of all steps to both sides, as far as there are steps: single batches differ much.
  const reach = Math.ceil(run.lossHistory.length / 20);
  return {
    depth,
    seed,
    wordsRead: wordsReadAt(run, moment),
    loss: mean(run.lossHistory.slice(Math.max(0, step - reach), step + reach)),
    wordsStart: meanCosine(toMatrix(words), start.words),
    outputStart: meanCosine(toMatrix(contexts), start.contexts ?? start.words),
  };
}

function pairRows(
  trained: readonly TrainedRun[],
  depth: number,
  vectors: VectorKind,
  moment: number,
  bands: readonly FrequencyBand[],
): DepthPairRow[] {
  const wordsRead = wordsReadAt(trained[0]!, moment);
  const runs = trained.map(({ snapshots }) => {
    const { words, contexts } = snapshots![moment]!;
    const matrix = toMatrix(vectors === "words" ? words : contexts);
    return { matrix, lists: neighbourLists(matrix, NEIGHBOURS) };
  });
  return runs.flatMap((one, first) =>
    runs.slice(first + 1).flatMap((other, k) => {
      const second = first + 1 + k;
      const random = randomFromText(`depth ${depth}, ${vectors}, ${wordsRead}, runs ${first} and ${second}`);
      const heldOut = heldOutCosines(one.matrix, other.matrix, random);
      const floor = heldOutCosines(one.matrix, shuffledRows(other.matrix, random), random);
      const overlap = neighbourOverlap(one.lists, other.lists);
      const [heldOutMeans, floorMeans, overlapMeans] = [heldOut, floor, overlap].map((values) =>
        bandMeans(values, bands),
      );
      return bands.map(({ label }, band) => ({
        depth,
        vectors,
        wordsRead,
        band: label,
        first,
        second,
        heldOutCosine: heldOutMeans![band]!,
        heldOutCosineFloor: floorMeans![band]!,
        neighbourOverlap: overlapMeans![band]!,
      }));
    }),
  );
}

function shuffledRows(run: Matrix, random: () => number): Matrix {
  const rows = shuffle([...Array(run.rows).keys()], random);
  return run.selection(rows, [...Array(run.columns).keys()]);
}

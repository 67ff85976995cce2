import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { requireKnown } from "../options/require-known";
import type { TrainedRun } from "../train";
import { corpusOf } from "./corpus-of";
import { followProgress, type GuessedJob } from "./follow-progress";
import type { Grid, PairRow, RunRow } from "./grid";
import type { GridAnswer, GridTask, GridThreadData } from "./grid-worker";
import { openFolder } from "./open-folder";
import { type PlannedPair, type PlannedRun, planGrid } from "./plan-grid";
import { removeUnfinished } from "./remove-unfinished";
import { type Job, type JobFailure, runJobs } from "./run-jobs";
import { loadRun, pairFile, runFile } from "./run-store";
import { shareCorpus } from "./shared-corpus";
import { openWorkerPool } from "./worker-pool";
import { WriteFailure } from "./write-safely";

export interface RunGridOptions {
  /** Where runs are stored and found again. Default: out/runs in the folder of reseed. */
  readonly folder?: string;
  /** How many threads compute. Default: one for each core. */
  readonly workers?: number;
  /** Told at the beginning how much there is to do. */
  readonly onStart?: (plan: { runs: number; stored: number; pairs: number; workers: number }) => void;
  /** Told now and then how much of the computing is done, as a progress bar wants it. */
  readonly report?: (done: number, total: number) => unknown;
  /** Told of every run once it is in the folder. */
  readonly onRun?: (run: FinishedRun) => void;
  /** Told of damaged files, which are computed again. Default: console.warn. */
  readonly warn?: (message: string) => void;
  /** Stops the threads at once: the promise rejects with the signal's reason. Finished runs are kept. */
  readonly signal?: AbortSignal;
  /** Trains only this part of the runs, and compares none. */
  readonly shard?: Shard;
}

/** One part of a grid's runs: the second of three is { index: 2, of: 3 }. Together they are all runs. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export interface FinishedRun {
  readonly row: RunRow;
  /** False if it was found in the folder. */
  readonly trained: boolean;
  /** How long it trained, at whatever time that was. */
  readonly seconds: number;
  /** How many runs are finished now, and how many there are to finish. */
  readonly done: number;
  readonly of: number;
}

/** What a grid gives: tidy tables of plain rows, in the order of the grid, and the vectors behind them. */
export interface GridResult {
  readonly runs: readonly RunRow[];
  readonly pairs: readonly PairRow[];
  /** The vectors of a run, by its place in `runs`. */
  readonly load: (place: number) => TrainedRun;
}

/** A grid that could not be finished. Its message is for people. */
export class GridFailure extends Error {
  override readonly name = "GridFailure";
}

const optionNames = Object.keys({
  folder: true,
  workers: true,
  onStart: true,
  report: true,
  onRun: true,
  warn: true,
  signal: true,
  shard: true,
} satisfies Record<keyof RunGridOptions, true>);

const ROOT = join(__dirname, "..", "..");
/** Threads run compiled code, also where this is a source file. */
const THREAD = join(ROOT, "dist", "experiment", "grid-worker.js");

/**
 * Trains every run of a grid and compares them, with all cores. The tables do not depend on how many threads there are.
 *
 * Every run is stored as soon as it is finished, under a key made of all that determines it: the model with its
 * version and options, the text, the words, and the seeds that matter to the model. So what was trained once is not
 * trained again, by this grid or another one, also after the process was killed. Several processes can use the same
 * folder at the same time. A damaged file is named and computed again.
 *
 * A run that fails does not stop the others. If nothing more can be stored, the grid stops. In a notebook, {@link withProgress}
 * gives `report` and `signal`.
 *
 * @throws RangeError if the grid asks for something that there is not, or a field or an option is unknown; GridFailure if
 *   runs failed or could not be stored; the signal's reason if it was aborted
 * @example
 * ```ts
 * const corpus = { name: "rain", documents: Array.from({ length: 30 }, () => tokenize("rain, rain, go away")) };
 * const grid = {
 *   name: "rain", corpus, textSeed: 1, seeds: runSeeds(1, 3), dimensions: [2, 4],
 *   models: [{ model: "full-softmax", options: { maxSteps: 20 } }], pairMetrics: ["cosine", "alignedCosine"],
 * };
 * const { runs, pairs, load } = await runGrid(grid, { folder: "out/test/rain" });
 * runs.length; // → 6
 * [runs[5].dimension, runs[5].seed]; // → [4, 2]
 * pairs.length; // → 6
 * pairs.every(({ cosine, alignedCosine }) => alignedCosine > cosine); // → true
 * load(5).words.words; // → ["rain", "away", "go"]
 * ```
 */
export async function runGrid(grid: Grid, options: RunGridOptions = {}): Promise<GridResult> {
  requireKnown(`run the grid "${grid.name}"`, "option", options, optionNames);
  const { folder = join(ROOT, "out", "runs"), workers = availableParallelism(), shard, signal } = options;
  const { onStart, onRun, report = () => {}, warn = console.warn } = options;
  if (!(Number.isInteger(workers) && workers > 0)) {
    throw new RangeError(`Cannot compute with ${workers} workers: a positive whole number is needed`);
  }
  signal?.throwIfAborted();
  const corpus = corpusOf(grid);
  const shared = shareCorpus(corpus);
  const plan = planGrid(grid, corpus, shared);
  const runs = shard === undefined ? plan.runs : shardOf(plan.runs, shard);
  prepare(folder);

  const data: GridThreadData = {
    folder,
    corpus: shared,
    commonWords: plan.commonWords,
    runMetrics: grid.runMetrics ?? [],
    pairMetrics: grid.pairMetrics ?? [],
    floors: grid.floors ?? [],
  };
  const trainings = trainingsOf(runs, folder);
  const pairs = shard === undefined ? plan.pairs : [];
  const comparisons = comparisonsOf(pairs, folder);
  const size = Math.min(workers, Math.max(trainings.length, comparisons.length));
  const threads = {
    workerData: data,
    // How this process was started does not matter to its threads, and every machine trains the same.
    execArgv: [],
    env: { ...process.env, RESEED_BACKEND: "engine" },
  };
  const pool = openWorkerPool<GridTask, GridAnswer>(THREAD, size, threads, (thread) =>
    removeUnfinished(folder, thread),
  );
  onStart?.({
    runs: trainings.length,
    stored: trainings.filter((job) => existsSync(job.file)).length,
    pairs: comparisons.length,
    workers: size,
  });
  const toDo = [...trainings, ...comparisons].filter((job) => !existsSync(job.file));
  const progress = followProgress(toDo, size, report);
  const answers = new Map<string, GridAnswer>();
  let done = 0;
  const finish = (job: GridJob, answer: GridAnswer) => {
    answers.set(job.task.key, answer);
    progress.finished(job);
    if (answer.damaged !== undefined) warn(`${answer.damaged}. It was computed again`);
    if (job.run === undefined) return;
    done++;
    const row = rowOf<RunRow>(job.run.row, answer);
    const { computed: trained, seconds } = answer;
    onRun?.({ row, trained, seconds, done, of: trainings.length });
  };
  try {
    for (const stage of [trainings, comparisons]) {
      const failures = await runJobs<GridTask, GridAnswer, GridJob>(stage, pool, finish, signal);
      if (failures.length > 0) {
        throw gridFailure(`${done} of ${trainings.length} runs are finished and kept in ${folder}`, failures);
      }
    }
  } finally {
    progress.stop();
    await pool.close();
  }
  return {
    runs: runs.map(({ row, key }) => rowOf<RunRow>(row, answers.get(key)!)),
    pairs: pairs.map(({ row, key }) => rowOf<PairRow>(row, answers.get(key)!)),
    load: (place) => {
      const run = runs[place];
      if (run === undefined) {
        throw new RangeError(
          `There is no run ${place}: the grid "${grid.name}" has ${runs.length}, from 0 on`,
        );
      }
      const stored = loadRun(folder, run.key);
      if (stored === undefined) throw new Error(`${runFile(folder, run.key)} is gone. Run the grid again`);
      return stored;
    },
  };
}

interface GridJob extends Job<GridTask>, GuessedJob {
  /** Where the result is stored. */
  readonly file: string;
  readonly run?: PlannedRun;
}

/** One job for each different run, the longest first, so that no thread is left alone with a long one. */
function trainingsOf(runs: readonly PlannedRun[], folder: string): GridJob[] {
  return longestFirst(runs).map((run) => ({
    task: { kind: "run", key: run.key, model: run.model, options: run.options, text: run.text },
    label: `train ${describe(run.row)}`,
    seconds: run.seconds,
    file: runFile(folder, run.key),
    run,
  }));
}

/** One job for each different pair, the longest first. */
function comparisonsOf(pairs: readonly PlannedPair[], folder: string): GridJob[] {
  return longestFirst(pairs).map(({ key, first, second, seconds }) => ({
    task: { kind: "pair", key, first: first.key, second: second.key },
    label: `compare ${describe(first.row)} with ${describe(second.row)}`,
    seconds,
    file: pairFile(folder, key),
  }));
}

function longestFirst<T extends { readonly key: string; readonly seconds: number }>(jobs: readonly T[]): T[] {
  const different = new Map(jobs.map((job) => [job.key, job]));
  return [...different.values()].sort((a, b) => b.seconds - a.seconds);
}

/** Deals the different runs out, the longest first, so that all shards take about equally long. */
function shardOf(runs: readonly PlannedRun[], { index, of }: Shard): PlannedRun[] {
  if (!(Number.isInteger(of) && Number.isInteger(index) && index >= 1 && index <= of)) {
    throw new RangeError(`Cannot run shard ${index} of ${of}: of three shards there are 1/3, 2/3 and 3/3`);
  }
  const dealt = longestFirst(runs).filter((_, place) => place % of === index - 1);
  const keys = new Set(dealt.map(({ key }) => key));
  return runs.filter(({ key }) => keys.has(key));
}

function prepare(folder: string): void {
  try {
    openFolder(folder);
  } catch (error) {
    if (error instanceof WriteFailure) throw new GridFailure(error.message, { cause: error });
    throw error;
  }
}

function describe({ model, dimension, documents, seed, resample }: PlannedRun["row"]): string {
  return `${model}, d = ${dimension}, ${documents} documents, seed ${seed}, resample ${resample}`;
}

function rowOf<Row>(row: object, { metrics }: GridAnswer): Row {
  return { ...row, ...metrics } as Row;
}

function gridFailure(kept: string, failures: readonly JobFailure[]): GridFailure {
  const { failure } = failures.at(-1)!;
  if (failure.fatal)
    return new GridFailure(`${failure.message}, then start again: ${kept}`, { cause: failure });
  const [first] = failures;
  const others = failures.length > 1 ? ` (and ${failures.length - 1} more failed)` : "";
  return new GridFailure(
    `Cannot ${first!.label}${others}: ${first!.failure.message}. ${kept}, and are not trained again`,
    { cause: first!.failure },
  );
}

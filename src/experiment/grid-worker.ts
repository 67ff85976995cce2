/** A thread that trains the runs of a grid, and compares them. */
import { parentPort, workerData } from "node:worker_threads";
import { Matrix } from "ml-matrix";
import type { Embedding } from "../embedding";
import { type Model, models } from "./models";
import {
  chanceFloors,
  type MeasuredRun,
  measuredRun,
  type PairMetricName,
  pairMetrics,
  runPair,
} from "./pair-metrics";
import type { PlannedRun } from "./plan-grid";
import { type RunMetricName, runMetrics } from "./run-metrics";
import { loadRun, pairFile, storeRun } from "./run-store";
import { type SharedCorpus, textOf } from "./shared-corpus";
import { DamagedFile, readStoredFile, writeStoredFile } from "./stored-file";
import type { Reply } from "./worker-pool";
import { WriteFailure } from "./write-safely";

/** What every thread of a grid knows. */
export interface GridThreadData {
  readonly folder: string;
  readonly corpus: SharedCorpus;
  readonly commonWords: number;
  readonly runMetrics: readonly RunMetricName[];
  readonly pairMetrics: readonly PairMetricName[];
  readonly floors: readonly PairMetricName[];
}

export type RunTask = { readonly kind: "run" } & Pick<PlannedRun, "key" | "model" | "options" | "text">;

export interface PairTask {
  readonly kind: "pair";
  readonly key: string;
  /** The keys of the two runs. */
  readonly first: string;
  readonly second: string;
}

export type GridTask = RunTask | PairTask;

export interface GridAnswer {
  readonly metrics: Readonly<Record<string, number>>;
  /** How long the training took, at whatever time it was. */
  readonly seconds: number;
  /** False if it was found in the store. */
  readonly computed: boolean;
  /** What was wrong with the stored file, if there was one that could not be used. */
  readonly damaged?: string;
}

const data = workerData as GridThreadData;

/** The last runs that pairs asked for, as many as fit: pairs that share runs come one after the other. */
const recent = new Map<string, MeasuredRun>();
const RECENT_BYTES = 200e6;

async function answer(task: GridTask): Promise<GridAnswer> {
  return task.kind === "run" ? await runOf(task) : pairOf(task);
}

async function runOf({ key, model, options, text }: RunTask): Promise<GridAnswer> {
  const stored = unlessDamaged(() => loadRun(data.folder, key));
  let run = stored.value;
  if (run === undefined) {
    const { train }: Model<object> = models[model];
    run = await train(textOf(data.corpus, text), options);
    storeRun(data.folder, key, run);
  }
  const metrics: Record<string, number> = { loss: run.lossHistory.at(-1) ?? Number.NaN };
  if (data.runMetrics.length > 0) {
    const vectors = commonRows(run.words);
    for (const name of data.runMetrics) metrics[name] = runMetrics[name](vectors);
  }
  return { metrics, seconds: run.seconds, computed: stored.value === undefined, ...stored.damaged };
}

function pairOf({ key, first, second }: PairTask): GridAnswer {
  const path = pairFile(data.folder, key);
  const stored = unlessDamaged(() => readStoredFile(path));
  if (stored.value !== undefined) {
    const texts = (stored.value.header as { metrics: Record<string, string> }).metrics;
    const metrics = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Number(text)]));
    return { metrics, seconds: 0, computed: false };
  }
  const began = performance.now();
  const name = `${first} and ${second}`;
  const pair = runPair(measuredRunOf(first), measuredRunOf(second), name);
  const metrics: Record<string, number> = {};
  for (const metric of data.pairMetrics) metrics[metric] = pairMetrics[metric](pair);
  const floors = chanceFloors(pair, data.floors, name);
  for (const [k, metric] of data.floors.entries()) metrics[`${metric}Floor`] = floors[k]!;
  // As texts: JSON knows neither NaN nor infinity.
  const texts = Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, String(value)]));
  writeStoredFile(path, { header: { first, second, metrics: texts }, arrays: {} });
  return { metrics, seconds: (performance.now() - began) / 1000, computed: true, ...stored.damaged };
}

function measuredRunOf(key: string): MeasuredRun {
  let measured = recent.get(key);
  if (measured === undefined) {
    const run = loadRun(data.folder, key);
    if (run === undefined) throw new Error(`the run ${key} is no longer in ${data.folder}. Start again`);
    measured = measuredRun(commonRows(run.words));
  }
  recent.delete(key);
  recent.set(key, measured);
  const { rows, columns } = measured.vectors;
  // A pair needs two.
  while (recent.size > Math.max(2, RECENT_BYTES / (8 * rows * columns))) {
    recent.delete(recent.keys().next().value!);
  }
  return measured;
}

function commonRows({ vectors, dimension }: Embedding): Matrix {
  return Matrix.from1DArray(data.commonWords, dimension, vectors.subarray(0, data.commonWords * dimension));
}

function unlessDamaged<T>(read: () => T | undefined): {
  value?: T | undefined;
  damaged?: { damaged: string };
} {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    return { damaged: { damaged: error.message } };
  }
}

parentPort!.on("message", async (task: GridTask) => {
  let reply: Reply<GridAnswer>;
  try {
    reply = { answer: await answer(task) };
  } catch (error) {
    reply = { thrown: error as Error, fatal: error instanceof WriteFailure };
  }
  parentPort!.postMessage(reply);
});

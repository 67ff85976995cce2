import { join } from "node:path";
import type { Embedding, Provenance } from "../embedding";
import type { TrainedRun } from "../train";
import { DamagedFile, readStoredFile, writeStoredFile } from "./stored-file";

interface RunHeader {
  readonly key: string;
  readonly words: readonly string[];
  readonly provenance: Provenance;
  readonly seconds: number;
  /** The steps of the snapshots. */
  readonly snapshots?: readonly number[];
}

/** The file of the run with this key. */
export function runFile(folder: string, key: string): string {
  return join(folder, `${key}.run`);
}

/** The file of what was measured between two runs. */
export function pairFile(folder: string, key: string): string {
  return join(folder, `${key}.pair`);
}

/** Stores a run under its key, completely or not at all. */
export function storeRun(folder: string, key: string, run: TrainedRun): void {
  const { words, provenance } = run.words;
  const { lossHistory, seconds, snapshots } = run;
  const header: RunHeader = {
    key,
    words,
    provenance,
    seconds,
    ...(snapshots && { snapshots: snapshots.map(({ step }) => step) }),
  };
  const arrays = Object.assign(
    { lossHistory: Float64Array.from(lossHistory) },
    vectorsOf(run, ""),
    ...(snapshots ?? []).map((snapshot) => vectorsOf(snapshot, afterStep(snapshot.step))),
  );
  writeStoredFile(runFile(folder, key), { header, arrays });
}

/**
 * The run with this key, as it was stored; undefined if it was not.
 *
 * @throws DamagedFile if its file is not what was written
 */
export function loadRun(folder: string, key: string): TrainedRun | undefined {
  const stored = readStoredFile(runFile(folder, key));
  if (stored === undefined) return undefined;
  const { key: own, words, provenance, seconds, snapshots } = stored.header as RunHeader;
  if (own !== key) throw new DamagedFile(`${runFile(folder, key)} is damaged: it holds the run ${own}`);
  const embedding = (name: string): Embedding | undefined => {
    const vectors = stored.arrays[name] as Float32Array | undefined;
    return vectors && { words, dimension: vectors.length / words.length, vectors, provenance };
  };
  const contexts = embedding("contexts");
  return {
    words: embedding("words")!,
    ...(contexts && { contexts }),
    lossHistory: Array.from(stored.arrays.lossHistory!),
    seconds,
    ...(snapshots && {
      snapshots: snapshots.map((step) => {
        const words = embedding(`words${afterStep(step)}`)!;
        return { step, words, contexts: embedding(`contexts${afterStep(step)}`) ?? words };
      }),
    }),
  };
}

/** What has one matrix is stored once. */
function vectorsOf(
  { words, contexts }: Pick<TrainedRun, "words" | "contexts">,
  when: string,
): Record<string, Float32Array> {
  return {
    [`words${when}`]: words.vectors,
    ...(contexts && contexts !== words && { [`contexts${when}`]: contexts.vectors }),
  };
}

function afterStep(step: number): string {
  return ` after step ${step}`;
}

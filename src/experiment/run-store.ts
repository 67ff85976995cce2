import { join } from "node:path";
import type { Embedding, Provenance } from "../embedding";
import type { TrainedRun } from "../train";
import { readStoredFile, writeStoredFile } from "./stored-file";

interface RunHeader {
  readonly key: string;
  readonly words: readonly string[];
  readonly dimension: number;
  readonly provenance: Provenance;
  readonly lossHistory: readonly number[];
  readonly seconds: number;
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
export function storeRun(
  folder: string,
  key: string,
  { words, contexts, lossHistory, seconds }: TrainedRun,
): void {
  const header: RunHeader = {
    key,
    words: words.words,
    dimension: words.dimension,
    provenance: words.provenance,
    lossHistory,
    seconds,
  };
  const arrays = { words: words.vectors, ...(contexts && { contexts: contexts.vectors }) };
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
  const { words, dimension, provenance, lossHistory, seconds } = stored.header as RunHeader;
  const embedding = (vectors: Float32Array): Embedding => ({ words, dimension, vectors, provenance });
  const { contexts } = stored.arrays;
  return {
    words: embedding(stored.arrays.words!),
    ...(contexts && { contexts: embedding(contexts) }),
    lossHistory,
    seconds,
  };
}

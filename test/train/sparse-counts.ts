import type { SparseCooccurrence } from "../../src/corpus";

/** A full table of counts as sparse ones, with names for the words. */
export function sparseCounts(table: readonly (readonly number[])[]): SparseCooccurrence {
  const words = table.map((_, w) => `word${w}`);
  const present = table.map((row) => [...row.keys()].filter((c) => row[c]! > 0));
  const rowStarts = new Int32Array(table.length + 1);
  for (const [w, contexts] of present.entries()) rowStarts[w + 1] = rowStarts[w]! + contexts.length;
  const counts = Float64Array.from(table.flat().filter((count) => count > 0));
  return {
    vocabulary: { words, counts: words.map(() => 1), index: new Map(words.map((word, w) => [word, w])) },
    rowStarts,
    contexts: Int32Array.from(present.flat()),
    counts,
    total: counts.reduce((sum, count) => sum + count, 0),
    window: 5,
    weighting: "equal",
  };
}

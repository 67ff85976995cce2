import type { Matrix } from "ml-matrix";

/** The setting of a claim, for example "GloVe on the King James Bible, V = 2331, d = 64, 8 runs". */
export function settingOf(runs: readonly Matrix[], trainedWith: string): string {
  const { rows, columns } = runs[0]!;
  return `${trainedWith}, V = ${rows}, d = ${columns}, ${runs.length} runs`;
}

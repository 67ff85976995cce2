import type { Matrix } from "ml-matrix";
import { procrustes } from "../align";
import { type Random, randomFromText } from "../random";
import { heldOutCosines, mean, meanCosine, normalisedDistance, permutationFloor } from "../stability";

/** Two runs, as a metric sees them. Their rows belong to the same words. */
export interface RunPair {
  readonly first: Matrix;
  readonly second: Matrix;
  /** How often each of the words occurs in the smallest text of the grid. */
  readonly counts: readonly number[];
  /** The first run after the best turn onto the second; computed when it is first asked for. */
  readonly aligned: () => Matrix;
  /** A source of random numbers for a metric: the same numbers for the same pair. */
  readonly random: (metric: string) => Random;
}

export type PairMetric = (pair: RunPair) => number;

/** What a grid can measure between two runs, by the name of the table's column. */
export const pairMetrics = {
  /** Mean cosine of the vectors as they were trained. */
  cosine: ({ first, second }) => meanCosine(first, second),
  /** Mean cosine after the best turn. */
  alignedCosine: ({ aligned, second }) => meanCosine(aligned(), second),
  /** Mean cosine after the best turn of a run whose words were shuffled: what chance gives. */
  alignedCosineFloor: ({ first, second, random }) =>
    permutationFloor(
      first,
      second,
      (a, b) => meanCosine(procrustes(a, b).aligned, b),
      random("alignedCosineFloor"),
      1,
    )[0]!,
  /** Mean cosine of words that the turn was not fitted on; needs two words for each dimension. */
  heldOutCosine: ({ first, second, random }) => mean(heldOutCosines(first, second, random("heldOutCosine"))),
  /** Normalised distance after the best turn: 0 for equal runs, 1 for runs that have nothing in common. */
  alignedDistance: ({ aligned, second }) => normalisedDistance(aligned(), second),
} satisfies Record<string, PairMetric>;

export type PairMetricName = keyof typeof pairMetrics;

/** @param name fixes the random numbers of the pair */
export function runPair(first: Matrix, second: Matrix, counts: readonly number[], name: string): RunPair {
  let aligned: Matrix | undefined;
  return {
    first,
    second,
    counts,
    aligned: () => {
      aligned ??= procrustes(first, second).aligned;
      return aligned;
    },
    random: (metric) => randomFromText(`${metric} of ${name}`),
  };
}

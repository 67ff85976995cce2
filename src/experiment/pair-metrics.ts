import type { Matrix } from "ml-matrix";
import { procrustes } from "../align";
import { neighbourLists } from "../embedding";
import { type Random, randomFromText } from "../random";
import {
  cosineDifference,
  heldOutCosines,
  mean,
  meanCosine,
  neighbourOverlap,
  normalisedDistance,
  overlapFloor,
  permutationFloor,
} from "../stability";

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

const NEIGHBOURS = 10;

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
  /** The same with the words of one run shuffled. */
  heldOutCosineFloor: ({ first, second, random }) => {
    const own = random("heldOutCosineFloor");
    return permutationFloor(first, second, (a, b) => mean(heldOutCosines(a, b, own)), own, 1)[0]!;
  },
  /** How many of the ten nearest neighbours of a word two runs share, as a share, on average. */
  neighbourOverlap: ({ first, second }) =>
    mean(neighbourOverlap(neighbourLists(first, NEIGHBOURS), neighbourLists(second, NEIGHBOURS))),
  /** The same of unrelated runs. */
  neighbourOverlapFloor: ({ first }) => overlapFloor(first.rows, NEIGHBOURS),
  /** The mean squared difference of the cosines between words. */
  cosineDifference: ({ first, second }) => cosineDifference(first, second),
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

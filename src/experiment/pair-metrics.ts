import type { Matrix } from "ml-matrix";
import { procrustes } from "../align";
import { type NeighbourLists, neighbourLists } from "../embedding";
import type { Flat } from "../matrix/flat";
import { type Random, randomFromText, shuffle } from "../random";
import {
  cosineDifference,
  distanceCorrelation,
  heldOutCosines,
  heldOutResidual,
  jaccardFloor,
  linearCKA,
  mean,
  meanCosine,
  neighbourJaccard,
  neighbourOverlap,
  normalisedDistance,
  overlapFloor,
  pipLoss,
} from "../stability";
import { columnSpace, overlapOfSpaces } from "../stability/eigenspace-overlap";

/** A run, with what several metrics need of it; that is computed when it is first asked for. */
export interface MeasuredRun {
  readonly vectors: Matrix;
  /** The ten nearest neighbours of each word. */
  readonly neighbours: () => NeighbourLists;
  /** The space that its columns span. */
  readonly space: () => Flat;
}

/** Two runs, as a metric sees them. Their rows belong to the same words. */
export interface RunPair {
  readonly first: MeasuredRun;
  readonly second: MeasuredRun;
  /** The first run after the best turn onto the second; computed when it is first asked for. */
  readonly aligned: () => Matrix;
  /** Random numbers for a metric: the same for the same pair. */
  readonly random: (metric: string) => Random;
}

const NEIGHBOURS = 10;

export type PairMetric = (pair: RunPair) => number;

/** What a grid can measure between two runs, by the name of the table's column. */
export const pairMetrics = {
  /** {@link meanCosine} of the vectors as they were trained. */
  cosine: ({ first, second }) => meanCosine(first.vectors, second.vectors),
  /** {@link meanCosine} after the best turn. */
  alignedCosine: ({ aligned, second }) => meanCosine(aligned(), second.vectors),
  /** The mean of {@link heldOutCosines}. Needs two words for each dimension. */
  heldOutCosine: ({ first, second, random }) =>
    mean(heldOutCosines(first.vectors, second.vectors, random("heldOutCosine"))),
  /** {@link normalisedDistance} after the best turn. */
  normalisedResidual: ({ aligned, second }) => normalisedDistance(aligned(), second.vectors),
  /** {@link heldOutResidual}. Needs two words for each dimension. */
  heldOutResidual: ({ first, second, random }) =>
    heldOutResidual(first.vectors, second.vectors, random("heldOutResidual")),
  /** The mean {@link neighbourOverlap} of the ten nearest neighbours. */
  neighbourOverlap: ({ first, second }) => mean(neighbourOverlap(first.neighbours(), second.neighbours())),
  /** The mean {@link neighbourJaccard} of the ten nearest neighbours. */
  neighbourJaccard: ({ first, second }) => mean(neighbourJaccard(first.neighbours(), second.neighbours())),
  distanceCorrelation: ({ first, second }) => distanceCorrelation(first.vectors, second.vectors),
  /** {@link cosineDifference}: the variance of the cosines between words follows from it. */
  cosineDifference: ({ first, second }) => cosineDifference(first.vectors, second.vectors),
  /** {@link eigenspaceOverlap}. */
  eigenspaceOverlap: ({ first, second }) => overlapOfSpaces(first.space(), second.space()),
  linearCKA: ({ first, second }) => linearCKA(first.vectors, second.vectors),
  /** {@link pipLoss}, which is not to be compared between dimensions. */
  pipLoss: ({ first, second }) => pipLoss(first.vectors, second.vectors),
} satisfies Record<string, PairMetric>;

export type PairMetricName = keyof typeof pairMetrics;

export function measuredRun(vectors: Matrix): MeasuredRun {
  return {
    vectors,
    neighbours: once(() => neighbourLists(vectors, NEIGHBOURS)),
    space: once(() => columnSpace(vectors)),
  };
}

/** @param name fixes the random numbers of the pair */
export function runPair(first: MeasuredRun, second: MeasuredRun, name: string): RunPair {
  return {
    first,
    second,
    aligned: once(() => procrustes(first.vectors, second.vectors).aligned),
    random: (metric) => randomFromText(`${metric} of ${name}`),
  };
}

/**
 * What a metric gives by chance: the exact mean where it is known for any two runs, otherwise what it is with the words
 * of the second run shuffled once.
 *
 * @param name fixes the random numbers
 */
export function chanceFloors(
  { first, second, random }: RunPair,
  metrics: readonly PairMetricName[],
  name: string,
): number[] {
  const { rows, columns } = second.vectors;
  const shuffled = once(() => {
    const order = shuffle([...Array(rows).keys()], random("shuffled words"));
    const vectors = second.vectors.selection(order, [...Array(columns).keys()]);
    const run = { ...measuredRun(vectors), space: once(() => withOrder(second.space(), order)) };
    return runPair(first, run, `${name}, shuffled`);
  });
  return metrics.map((metric) => EXACT_FLOORS[metric]?.(rows) ?? pairMetrics[metric](shuffled()));
}

/** The space of the run whose row k is row order[k] of another one's. */
function withOrder({ rows, columns, values }: Flat, order: readonly number[]): Flat {
  const ordered = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) ordered[i * columns + k] = values[i * columns + order[k]!]!;
  }
  return { rows, columns, values: ordered };
}

const EXACT_FLOORS: Readonly<Partial<Record<PairMetricName, (words: number) => number>>> = {
  neighbourOverlap: (words) => overlapFloor(words, NEIGHBOURS),
  neighbourJaccard: (words) => jaccardFloor(words, NEIGHBOURS),
  distanceCorrelation: () => 0,
};

function once<T>(compute: () => T): () => T {
  let value: { readonly computed: T } | undefined;
  return () => {
    value ??= { computed: compute() };
    return value.computed;
  };
}

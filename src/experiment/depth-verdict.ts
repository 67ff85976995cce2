import { type Interval, mean, type PairValue, pairsAtLoss, pairwiseInterval } from "../stability";
import type { DepthStudy, VectorKind } from "./depth-study";
import { type Verdict, verdictOf } from "./verdict-of";

/** How much more alike the runs of one depth are than those of the smallest depth: differences of the held-out cosine. */
export interface DepthDifference {
  readonly depth: number;
  readonly vectors: VectorKind;
  /** When both have read all words. */
  readonly sameWords: Interval;
  /** When each has the loss that the worst of all depths ends with. */
  readonly sameLoss: Interval;
}

/** Are deeper models more stable? Each verdict is on all depths but the smallest. */
export interface DepthVerdict {
  /** If they have read the same words. */
  readonly sameWords: Readonly<Record<VectorKind, Verdict>>;
  /** If they have the same loss. */
  readonly sameLoss: Readonly<Record<VectorKind, Verdict>>;
  /** The loss at which they are compared, in nats per word. */
  readonly loss: number;
  /** For every depth but the smallest, and both kinds of vectors. */
  readonly differences: readonly DepthDifference[];
}

/**
 * Whether more layers make a model more stable. Runs with the same seeds begin with the same vectors at every depth and read the
 * same words, so the differences are taken pair by pair.
 *
 * @throws RangeError with fewer than three runs of each depth
 * @example
 * ```ts
 * const pair = { vectors: "words", band: "all", heldOutCosineFloor: 0, neighbourOverlap: 0 };
 * const study = { runs: [], pairs: [] };
 * for (const [depth, score] of [[0, 0.8], [2, 0.6]]) {
 *   for (const wordsRead of [100, 200]) {
 *     const moment = { depth, wordsRead };
 *     for (const seed of [0, 1, 2]) study.runs.push({ ...moment, seed, loss: 4 - wordsRead / 100 });
 *     for (const vectors of ["words", "output"])
 *       for (const [first, second] of [[0, 1], [0, 2], [1, 2]])
 *         study.pairs.push({ ...moment, ...pair, vectors, first, second, heldOutCosine: score });
 *   }
 * }
 * const { sameWords, differences } = depthVerdict(study);
 * sameWords; // → { words: "does not hold", output: "does not hold" }
 * differences[0].sameWords.mean; // → -0.2
 * ```
 */
export function depthVerdict(study: DepthStudy): DepthVerdict {
  const rising = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);
  const [shallow, ...deeper] = rising(study.runs.map((row) => row.depth)).map((depth) => {
    const runs = study.runs.filter((row) => row.depth === depth);
    const moments = rising(runs.map((row) => row.wordsRead));
    const losses = moments.map((moment) =>
      mean(runs.filter((row) => row.wordsRead === moment).map((row) => row.loss)),
    );
    return { depth, losses, pairsOf: (vectors: VectorKind) => pairsOf(study, depth, vectors, moments) };
  });
  const loss = Math.max(...[shallow!, ...deeper].map(({ losses }) => losses.at(-1)!));
  const differences = deeper.flatMap((deep) =>
    (["words", "output"] as const).map((vectors): DepthDifference => {
      const [own, others] = [deep.pairsOf(vectors), shallow!.pairsOf(vectors)];
      return {
        depth: deep.depth,
        vectors,
        sameWords: difference(own.at(-1)!, others.at(-1)!),
        sameLoss: difference(pairsAtLoss(deep.losses, own, loss), pairsAtLoss(shallow!.losses, others, loss)),
      };
    }),
  );
  const verdicts = (on: "sameWords" | "sameLoss") => {
    const of = (kind: VectorKind) =>
      verdictOf(differences.filter(({ vectors }) => vectors === kind).map((difference) => difference[on]));
    return { words: of("words"), output: of("output") };
  };
  return { sameWords: verdicts("sameWords"), sameLoss: verdicts("sameLoss"), loss, differences };
}

/** The held-out cosine of every pair of runs, at each moment. */
function pairsOf(
  study: DepthStudy,
  depth: number,
  vectors: VectorKind,
  moments: readonly number[],
): PairValue[][] {
  const own = study.pairs.filter(
    (row) => row.depth === depth && row.vectors === vectors && row.band === "all",
  );
  return moments.map((moment) =>
    own
      .filter((row) => row.wordsRead === moment)
      .map(({ first, second, heldOutCosine }) => ({ first, second, value: heldOutCosine })),
  );
}

function difference(deep: readonly PairValue[], shallow: readonly PairValue[]): Interval {
  return pairwiseInterval(deep.map((pair, k) => ({ ...pair, value: pair.value - shallow[k]!.value })));
}

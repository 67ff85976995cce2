import type { DepthStudy, VectorKind } from "../depth-study";
import { type DepthVerdict, depthVerdict } from "../depth-verdict";
import type { Claim } from "./claim";

export interface DepthClaim extends Claim {
  /** Word vectors and output vectors, after the same words and at the same loss. */
  readonly depths: DepthVerdict;
}

const NAMES: Readonly<Record<VectorKind, string>> = { words: "word vectors", output: "output vectors" };

/**
 * C13, "transformers are more stable than shallow models, because gradients pass many layers". What is compared is the
 * depth alone: text, vocabulary, dimension, optimizer, start vectors and words read are equal. The embedding of the
 * lesson is the word vectors, so {@link depthVerdict} on these, after the same words, is the verdict: it holds if runs
 * of every depth are more alike than those without layers.
 *
 * The figure is how much more alike the runs of the deepest model are, by the cosine on held-out words. Beside it stand
 * the other depths, the output vectors, and all at the same loss.
 *
 * @param trainedWith model and text, in words
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
 * const claim = depthClaim(study, "made up");
 * claim.verdict; // → "does not hold"
 * claim.figure; // → "cosine of word vectors on held-out words, depth 2 minus depth 0, same words read"
 * claim.interval.mean; // → -0.2
 * claim.setting; // → "made up, 200 words read, 3 runs of each depth"
 * ```
 */
export function depthClaim(study: DepthStudy, trainedWith: string): DepthClaim {
  const depths = depthVerdict(study);
  const shallowest = Math.min(...study.runs.map(({ depth }) => depth));
  const figures = (["sameWords", "sameLoss"] as const).flatMap((on) =>
    depths.differences.map((difference) => ({
      figure:
        `cosine of ${NAMES[difference.vectors]} on held-out words, ` +
        `depth ${difference.depth} minus depth ${shallowest}, ` +
        (on === "sameWords" ? "same words read" : `same loss (${depths.loss.toFixed(2)} nats)`),
      interval: difference[on],
    })),
  );
  const decisive = depths.differences.findLastIndex(({ vectors }) => vectors === "words");
  const words = Math.max(...study.runs.map(({ wordsRead }) => wordsRead));
  const runs = new Set(study.runs.map(({ seed }) => seed)).size;
  return {
    id: "C13",
    statement: "Transformers are more stable than shallow models",
    verdict: depths.sameWords.words,
    ...figures[decisive]!,
    beside: [...figures.slice(decisive + 1), ...figures.slice(0, decisive)],
    setting: `${trainedWith}, ${words.toLocaleString("en")} words read, ${runs} runs of each depth`,
    section: "8.3, 8.5",
    depths,
  };
}

import type { Matrix } from "ml-matrix";
import { type Random, randomOrthogonal } from "../../random";
import { meanCosine, type PairValue, pairsOfRuns, pairwiseInterval, quantile } from "../../stability";
import type { Verdict } from "../verdict-of";
import { agreementVerdict } from "./agreement-verdict";
import type { Claim } from "./claim";
import { settingOf } from "./setting-of";

/** One run of each pair is turned so often. */
const TURNS = 8;

export interface RawCosineClaim extends Claim {
  /** The mean cosine of every two runs. */
  readonly pairs: readonly PairValue[];
  /** The same after one of the two was turned at random. */
  readonly turned: readonly number[];
  /** 95 % of the random turns lie so near to 0. */
  readonly reach: number;
}

/**
 * C1, "runs differ strongly, entry by entry": the mean cosine of each word with itself in another run, without any
 * alignment, against its null, one run turned at random. The claim holds if the interval reaches into what 95 % of the
 * random turns give, and stays below 0.5. It does not hold if all of the interval is 0.9 or more: then the runs are almost
 * the same. Otherwise it holds in part.
 *
 * @param runs the word vectors of at least three runs
 * @param trainedWith model and text, in words
 * @param random draws the turns
 * @throws RangeError with fewer than three runs, or if they cannot be compared
 * @example
 * ```ts
 * const runs = ["a", "b", "c"].map((text) =>
 *   Matrix.from1DArray(100, 6, Array.from({ length: 600 }, gaussian(randomFromText(text)))));
 * rawCosineClaim(runs, "made up", randomFromText("turns")).verdict; // → "holds"
 * rawCosineClaim([runs[0], runs[0], runs[0]], "made up", randomFromText("turns")).verdict; // → "does not hold"
 * ```
 */
export function rawCosineClaim(runs: readonly Matrix[], trainedWith: string, random: Random): RawCosineClaim {
  const pairs = pairsOfRuns(runs, meanCosine);
  const interval = pairwiseInterval(pairs);
  const turned = pairs.flatMap(({ first, second }) =>
    Array.from({ length: TURNS }, () =>
      meanCosine(runs[first]!.mmul(randomOrthogonal(runs[first]!.columns, random)), runs[second]!),
    ),
  );
  const reach = quantile(turned.map(Math.abs), 0.95);
  return {
    id: "C1",
    statement: "Runs differ strongly, entry by entry",
    verdict: verdict(),
    figure: "mean cosine of a word with itself in another run, as trained",
    interval,
    chance: 0,
    beside: [
      {
        figure: "the same with one run turned at random, 95 % of the turns",
        interval: { mean: 0, low: -reach, high: reach },
        chance: 0,
      },
    ],
    setting: settingOf(runs, trainedWith),
    section: "2.3",
    pairs,
    turned,
    reach,
  };

  function verdict(): Verdict {
    const agreement = agreementVerdict(interval);
    if (agreement === "holds") return "does not hold";
    const random = interval.low <= reach && interval.high >= -reach;
    return random && agreement === "does not hold" ? "holds" : "holds in part";
  }
}

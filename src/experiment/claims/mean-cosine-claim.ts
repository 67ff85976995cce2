import type { Matrix } from "ml-matrix";
import type { Random } from "../../random";
import { alignedCosine, heldOutCosines, mean, meanCosine } from "../../stability";
import { type AgainstChance, againstChance } from "./against-chance";
import { caseVerdict } from "./case-verdict";
import type { Claim } from "./claim";
import { settingOf } from "./setting-of";

/** A score says something if it is so far above its floor. */
const CLEARLY = 0.1;

export interface MeanCosineClaim extends Claim {
  readonly asTrained: AgainstChance;
  readonly afterTurn: AgainstChance;
  /** For words that the turn was not fitted on. */
  readonly heldOut: AgainstChance;
}

/**
 * C7, "the mean cosine over all words measures similarity", of runs as they were trained, and after the best turn. In each
 * case it says something if it is more than 0.1 above what shuffled words give, by the low end of the interval; after the turn,
 * for words that the turn was not fitted on, too. The claim depends if it says something in one case alone ({@link caseVerdict}).
 *
 * @param runs the word vectors of at least three runs
 * @param trainedWith model and text, in words
 * @param random shuffles the words and divides them
 * @throws RangeError with fewer than three runs, or if half of the words are fewer than the dimensions
 * @example
 * ```ts
 * const normal = gaussian(randomFromText("run"));
 * const run = Matrix.from1DArray(100, 20, Array.from({ length: 2000 }, normal));
 * const turned = ["a", "b", "c"].map((text) => run.mmul(randomOrthogonal(20, randomFromText(text))));
 * meanCosineClaim(turned, "made up", randomFromText("shuffles")).verdict; // → "depends"
 * meanCosineClaim([run, run, run], "made up", randomFromText("shuffles")).verdict; // → "holds"
 * ```
 */
export function meanCosineClaim(
  runs: readonly Matrix[],
  trainedWith: string,
  random: Random,
): MeanCosineClaim {
  const against = (figure: string, measure: (a: Matrix, b: Matrix) => number) =>
    againstChance(figure, runs, measure, random);
  const asTrained = against("mean cosine as trained", meanCosine);
  const afterTurn = against("mean cosine after the best turn", alignedCosine);
  const heldOut = against("mean cosine of words that the turn was not fitted on", (a, b) =>
    mean(heldOutCosines(a, b, random)),
  );
  const saysSomething = ({ above }: AgainstChance) => above.low > CLEARLY;
  return {
    id: "C7",
    statement: "The mean cosine over all words measures similarity",
    verdict: caseVerdict([saysSomething(asTrained), saysSomething(afterTurn) && saysSomething(heldOut)]),
    figure: afterTurn.figure,
    interval: afterTurn.interval,
    chance: afterTurn.chance,
    beside: [asTrained, heldOut],
    setting: settingOf(runs, trainedWith),
    section: "3.4, 3.5",
    asTrained,
    afterTurn,
    heldOut,
  };
}

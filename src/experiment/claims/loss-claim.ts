import type { Matrix } from "ml-matrix";
import type { Random } from "../../random";
import { type Interval, pairsOfRuns } from "../../stability";
import type { StartVectors } from "../../train";
import { changedVectors, type VectorChange, vectorChanges } from "../changed-vectors";
import type { Verdict } from "../verdict-of";
import { caseVerdict } from "./case-verdict";
import type { Claim } from "./claim";
import { settingOf } from "./setting-of";
import { sizeInterval } from "./size-interval";

const DRAWS = 12;
/** In nats: far above the rounding of double precision. What is between these two is neither seen nor not seen. */
const UNSEEN = 1e-12;
const SEEN = 1e-9;
/** Cosines are taken between so many words, the first ones. */
const COSINES = 40;

/** An untied model and a tied one, trained from the same seed, in double precision. */
export interface ModelPair {
  readonly untied: Required<StartVectors>;
  readonly tied: { readonly words: Matrix };
}

/** By how much the loss changed under twelve random changes of one kind, run after run, in nats. */
export interface LossChanges {
  readonly kind: VectorChange;
  readonly untied: readonly number[];
  /** Empty if the change is not possible with one matrix. */
  readonly tied: readonly number[];
}

export interface LossClaim extends Claim {
  /** One for each kind of {@link changedVectors}. */
  readonly effects: readonly LossChanges[];
  /** "An embedding is determined up to a rotation": is every change seen but a turn, in the tied and in the untied model? */
  readonly upToRotation: Verdict;
  /** How far a counter-stretch of an untied model moves a cosine, at most. */
  readonly cosineChange: Interval;
}

/**
 * C3, "the loss depends on products only, so turning all vectors leaves it unchanged": untied and tied models are changed
 * at random in all the ways of {@link changedVectors}. The claim holds if no turn ever changes the loss by more than 10⁻¹² nats, else it does
 * not hold. Beside it stands what else the loss of an untied model does not see, and how far a cosine moves under it.
 *
 * @param models of at least two runs
 * @param loss of words and contexts, in nats; a tied model gives its words twice
 * @param trainedWith model and text, in words
 * @param random draws the changes
 * @throws RangeError with fewer than two runs, or if a loss is not finite
 * @example
 * ```ts
 * const models = [1, 2].map((seed) => {
 *   const { words, contexts } = startVectors(5, 3, 1, false, seedStreams(seed));
 *   return { untied: { words, contexts }, tied: { words } };
 * });
 * const ofProducts = (W, C) => W.mmul(C.transpose()).norm();
 * const claim = lossClaim(models, ofProducts, "made up", randomFromText("changes"));
 * [claim.verdict, claim.upToRotation]; // → ["holds", "depends"]
 * const ofEntries = (W, C) => W.get(0, 0) * C.get(0, 0);
 * lossClaim(models, ofEntries, "made up", randomFromText("changes")).verdict; // → "does not hold"
 * ```
 */
export function lossClaim(
  models: readonly ModelPair[],
  loss: (words: Matrix, contexts: Matrix) => number,
  trainedWith: string,
  random: Random,
): LossClaim {
  const changesOf = (kind: VectorChange, model: StartVectors): number[] => {
    const before = loss(model.words, model.contexts ?? model.words);
    return Array.from({ length: DRAWS }, () => changedVectors(kind, model, random))
      .filter((changed) => changed !== undefined)
      .map(({ words, contexts }) => Math.abs(loss(words, contexts) - before));
  };
  const effects = vectorChanges.map((kind) => ({
    kind,
    untied: models.flatMap(({ untied }) => changesOf(kind, untied)),
    tied: models.flatMap(({ tied }) => changesOf(kind, { words: tied.words })),
  }));
  const changes = (kind: VectorChange, model: "untied" | "tied") =>
    effects.find((effect) => effect.kind === kind)![model];
  /** Of each run the largest change. */
  const largest = (...all: readonly (readonly number[])[]) =>
    sizeInterval(
      models.map((_, run) => Math.max(...all.flatMap((one) => one.slice(run * DRAWS, (run + 1) * DRAWS)))),
    );
  const turns = [changes("turn all", "untied"), changes("turn all", "tied")];
  const seesAllButTurns = (model: "untied" | "tied") =>
    effects.every(({ kind, [model]: changes }) =>
      changes.every((change) => (kind === "turn all" ? change < UNSEEN : change > SEEN)),
    );
  const cosineChange = sizeInterval(models.map(({ untied }) => largestCosineChange(untied, random)));
  return {
    id: "C3",
    statement: "The loss depends on products only, so turning all vectors leaves it unchanged",
    verdict: Math.max(...turns.flat()) < UNSEEN ? "holds" : "does not hold",
    figure: "largest change of the loss under turns (nats)",
    interval: largest(...turns),
    beside: [
      {
        figure: "the same under counter-stretches, untied (nats)",
        interval: largest(changes("counter-stretch", "untied")),
      },
      {
        figure: "largest change of a cosine under a counter-stretch, untied",
        interval: cosineChange,
      },
      {
        figure: "largest change of the loss under shifts of the contexts, untied (nats)",
        interval: largest(changes("shift contexts", "untied")),
      },
      {
        figure: "largest change of the loss if all vectors are stretched alike, tied (nats)",
        interval: largest(changes("stretch all", "tied")),
      },
    ],
    setting: settingOf(
      models.map(({ untied }) => untied.words),
      trainedWith,
    ),
    section: "1.4",
    effects,
    upToRotation: caseVerdict([seesAllButTurns("tied"), seesAllButTurns("untied")]),
    cosineChange,
  };
}

function largestCosineChange(model: Required<StartVectors>, random: Random): number {
  const before = cosines(model.words);
  const after = cosines(changedVectors("counter-stretch", model, random)!.words);
  return Math.max(...after.map((value, k) => Math.abs(value - before[k]!)));
}

/** Of every two of the first words. */
function cosines(vectors: Matrix): number[] {
  const rows = vectors.to2DArray().slice(0, COSINES);
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, j) => sum + x * b[j]!, 0);
  return pairsOfRuns(rows, (a, b) => product(a, b) / Math.sqrt(product(a, a) * product(b, b))).map(
    (pair) => pair.value,
  );
}

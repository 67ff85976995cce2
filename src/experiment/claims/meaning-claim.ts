import type { Matrix } from "ml-matrix";
import { procrustes } from "../../align";
import { type Random, shuffle } from "../../random";
import {
  aboveChance,
  answerAgreement,
  type Interval,
  linearProbe,
  mean,
  meanCosine,
  meanInterval,
  neighbourVotes,
  type PairValue,
  pairsOfRuns,
  pairwiseInterval,
  probeAnswers,
} from "../../stability";
import { agreementVerdict } from "./agreement-verdict";
import type { Claim } from "./claim";
import { settingOf } from "./setting-of";

const VOTERS = 9;

/** A yes-or-no question about words. */
export interface WordQuestion {
  readonly name: string;
  /** The words it is asked of, as rows of the runs. */
  readonly rows: readonly number[];
  /** The right answer for each of them. */
  readonly answers: readonly boolean[];
}

/** Several values of one kind, their mean with its interval over runs, and what chance gives. */
export interface Measured {
  readonly values: readonly number[];
  readonly interval: Interval;
  /** What chance gives, with its interval. */
  readonly floor: Interval;
}

/** How well a question is answered. All words that are asked about are new to those who answer. */
export interface AnsweredQuestion {
  readonly name: string;
  /** How many words are asked about. As many others have a known answer. */
  readonly asked: number;
  /** The share of right answers of somebody who always gives the one that is right more often. */
  readonly alwaysTheSame: number;
  /** The share of right answers of a probe in the run in which it was learned. One value for each pair of runs, as below. */
  readonly ownRun: Measured;
  /** The same in another run, as it was trained. One value for each pair of runs: the mean of both directions. */
  readonly otherRun: Measured;
  /** The same in another run after the best turn, which the words that are asked about did not help to find. */
  readonly otherRunTurned: Measured;
  /** The share of right answers of the nearest neighbours. One value for each run. */
  readonly votes: Measured;
  /** How often two runs give the same answer, right or wrong, each by a probe of its own. */
  readonly sameByProbe: Measured;
  /** How often two runs give the same answer by the votes of the nearest neighbours. */
  readonly sameByVotes: Measured;
}

export interface MeaningClaim extends Claim {
  readonly questions: readonly AnsweredQuestion[];
}

/**
 * C15, "different coordinates do not mean lost meaning": questions about words are answered from the vectors of one run, by
 * a {@link linearProbe} and by {@link neighbourVotes}, for words whose answer was not used. Of what a probe gets right
 * above chance in its own run, it keeps a share in another run after the best turn, on average over the questions.
 * {@link agreementVerdict} judges this share. Chance is that of {@link answerAgreement}.
 *
 * @param runs the word vectors of at least three runs
 * @param trainedWith model and text, in words
 * @param random splits the words of each question into those with a known answer and those that are asked about
 * @throws RangeError with fewer than three runs, or if a question has too few words of one kind
 * @example
 * ```ts
 * const common = Array.from({ length: 600 }, gaussian(randomFromText("common")));
 * const runs = ["a", "b", "c"].map((text) => {
 *   const own = gaussian(randomFromText(text));
 *   const run = Matrix.from1DArray(100, 6, common.map((x) => x + 0.1 * own()));
 *   return run.mmul(randomOrthogonal(6, randomFromText(text)));
 * });
 * const rows = [...Array(100).keys()];
 * const question = { name: "positive", rows, answers: rows.map((row) => common[6 * row] > 0) };
 * const claim = meaningClaim(runs, [question], "made up", randomFromText("halves"));
 * claim.interval.mean; // → 1.01
 * const [{ ownRun, otherRun }] = claim.questions;
 * ownRun.interval.mean > otherRun.interval.mean; // → true
 * ```
 */
export function meaningClaim(
  runs: readonly Matrix[],
  questions: readonly WordQuestion[],
  trainedWith: string,
  random: Random,
): MeaningClaim {
  const results = questions.map((question) => answer(runs, question, random));
  const kept = pairwiseInterval(
    results[0]!.kept.map((pair, k) => ({ ...pair, value: mean(results.map((one) => one.kept[k]!.value)) })),
  );
  const answered = results.map(({ answered }) => answered);
  return {
    id: "C15",
    statement: "Different coordinates do not mean lost meaning",
    verdict: agreementVerdict(kept),
    figure: "share of its skill that a probe keeps in another run, after the best turn",
    interval: kept,
    chance: 0,
    beside: [
      {
        figure: "mean cosine of a word with itself in another run, as trained",
        interval: pairwiseInterval(pairsOfRuns(runs, meanCosine)),
        chance: 0,
      },
      ...answered.map(({ name, sameByProbe }) => ({
        figure: `same answer by probe in two runs, “${name}”`,
        interval: sameByProbe.interval,
        chance: sameByProbe.floor.mean,
      })),
    ],
    setting: settingOf(runs, trainedWith),
    section: "4.8",
    questions: answered,
  };
}

function answer(
  runs: readonly Matrix[],
  { name, rows, answers }: WordQuestion,
  random: Random,
): { answered: AnsweredQuestion; kept: PairValue[] } {
  const order = shuffle([...rows.keys()], random);
  const half = Math.floor(rows.length / 2);
  const [known, asked] = [order.slice(0, half), order.slice(half)];
  const answersOf = (places: readonly number[]) => places.map((place) => answers[place]!);
  const [given, right] = [answersOf(known), answersOf(asked)];
  const yes = mean(right.map(Number));
  const own = runs.map((run) => {
    const part = (places: readonly number[]) =>
      run.selection(
        places.map((place) => rows[place]!),
        [...Array(run.columns).keys()],
      );
    const [knownVectors, askedVectors] = [part(known), part(asked)];
    const probe = linearProbe(knownVectors, given);
    return {
      known: knownVectors,
      asked: askedVectors,
      probe,
      byProbe: probeAnswers(probe, askedVectors),
      byVotes: neighbourVotes(knownVectors, given, askedVectors, VOTERS),
    };
  });
  const skill = (said: readonly boolean[]) => answerAgreement(said, right);
  const ownSkills = own.map(({ byProbe }) => skill(byProbe));
  const transfers = pairsOfRuns([...own.keys()], (i, j) => {
    const [one, other] = [own[i]!, own[j]!];
    const { rotation } = procrustes(other.known, one.known);
    const back = rotation.transpose();
    const raw = [probeAnswers(one.probe, other.asked), probeAnswers(other.probe, one.asked)].map(skill);
    const turned = [
      probeAnswers(one.probe, other.asked.mmul(rotation)),
      probeAnswers(other.probe, one.asked.mmul(back)),
    ].map(skill);
    const above = (skills: readonly { agreement: number; chance: number }[]) =>
      mean(skills.map(({ agreement, chance }) => aboveChance(agreement, chance)));
    return {
      own: [ownSkills[i]!, ownSkills[j]!],
      raw,
      turned,
      kept: above(turned) / above([ownSkills[i]!, ownSkills[j]!]),
    };
  });
  const overPairs = (pick: (value: (typeof transfers)[number]["value"]) => readonly AgreementPair[]) =>
    ofPairs(transfers.map((pair) => ({ ...pair, value: pick(pair.value) })));
  const same = (pick: (run: (typeof own)[number]) => readonly boolean[]) =>
    ofPairs(pairsOfRuns(own, (a, b) => [answerAgreement(pick(a), pick(b))]));
  return {
    answered: {
      name,
      asked: asked.length,
      alwaysTheSame: Math.max(yes, 1 - yes),
      ownRun: overPairs(({ own }) => own),
      otherRun: overPairs(({ raw }) => raw),
      otherRunTurned: overPairs(({ turned }) => turned),
      votes: ofRuns(own.map(({ byVotes }) => skill(byVotes))),
      sameByProbe: same(({ byProbe }) => byProbe),
      sameByVotes: same(({ byVotes }) => byVotes),
    },
    kept: transfers.map((pair) => ({ ...pair, value: pair.value.kept })),
  };
}

type AgreementPair = ReturnType<typeof answerAgreement>;

function ofRuns(skills: readonly AgreementPair[]): Measured {
  const values = skills.map(({ agreement }) => agreement);
  return {
    values,
    interval: meanInterval(values),
    floor: meanInterval(skills.map(({ chance }) => chance)),
  };
}

/** Each value is the mean of both directions, where there are two. */
function ofPairs(pairs: readonly PairValue<readonly AgreementPair[]>[]): Measured {
  const each = (pick: (one: AgreementPair) => number) =>
    pairs.map((pair) => ({ ...pair, value: mean(pair.value.map(pick)) }));
  const agreements = each(({ agreement }) => agreement);
  return {
    values: agreements.map(({ value }) => value),
    interval: pairwiseInterval(agreements),
    floor: pairwiseInterval(each(({ chance }) => chance)),
  };
}

import { neighbourLists, toMatrix } from "../embedding";
import { randomFromText } from "../random";
import {
  cosineDifference,
  heldOutCosines,
  type Interval,
  mean,
  meanInterval,
  neighbourOverlap,
  overlapFloor,
} from "../stability";
import { jackknifeInterval } from "../stability/jackknife-interval";
import { type Cause, causes } from "./cause-grid";
import type { GridResult } from "./run-grid";

/** How much runs differ, three ways. 0 is equal. */
export interface Instability {
  /** The share of the ten nearest neighbours that only one of two runs has: 1 − neighbour overlap. */
  readonly neighbours: Interval;
  /** 1 − mean cosine on words that the turn was not fitted on. */
  readonly directions: Interval;
  /** The variance of the cosine of two words over such runs: half the mean squared difference. */
  readonly variance: Interval;
}

/** How many times as much, for each of the three ways. */
export type InstabilityRatio = Readonly<Record<keyof Instability, Interval>>;

export interface CauseEffect {
  readonly cause: Cause;
  /** Between runs that differ in this cause alone. */
  readonly changed: Instability;
  /** Between runs that share this cause alone. */
  readonly kept: Instability;
  /** What the cause explains alone, of the variance between runs that share nothing: 1 − kept/all; its main effect. */
  readonly mainShare: Interval;
  /** What is lost if all other causes are held still: changed/all; its total effect, with all its interactions. */
  readonly totalShare: Interval;
  /** What it does alone, divided by what all four kinds of chance of the training do together. */
  readonly partOfTraining: InstabilityRatio;
}

export interface CauseEffects {
  /** Between runs that share nothing. */
  readonly all: Instability;
  /** Between runs with the words of one shuffled: what chance gives, for `neighbours`. */
  readonly neighboursFloor: number;
  readonly effects: readonly CauseEffect[];
  /** The sum of the main effects of the five kinds of chance: 1 if each did its part for itself, otherwise less. */
  readonly mainSum: Interval;
  /** The sum of their total effects: 1 if each did its part for itself, otherwise more. */
  readonly totalSum: Interval;
  /**
   * What the four kinds of chance of the training do alone, added up, and divided by what they do together. For the variance: 1 if
   * each did its part for itself, otherwise more.
   */
  readonly trainingSum: InstabilityRatio;
}

const NEIGHBOURS = 10;

/**
 * What each kind of chance does to the vectors, from the runs of a {@link causeGrid}. All intervals are 95 % intervals over its
 * sets, which share no run. If the kinds acted independently, the variances would add up: `mainSum` and `totalSum` would both be 1. In
 * general mainSum ≤ 1 ≤ totalSum (the first-order and total effects of I. M. Sobol', Mathematics and Computers in Simulation 55,
 * 2001; T. Homma & A. Saltelli, Reliability Engineering & System Safety 52, 1996).
 *
 * @param result three sets or more
 * @throws RangeError with fewer than three sets, or if the runs are not those of a causeGrid
 * @example
 * ```ts
 * const documents = loadCorpus("king-james-bible").documents.slice(0, 300);
 * const grid = {
 *   ...causeGrid("quick", 1, 3), corpus: { name: "verses", documents }, documents: [300], dimensions: [4],
 *   models: [{ model: "negative-sampling", options: { epochs: 2 } }],
 * };
 * const { all, effects, totalSum, trainingSum } = causeEffects(await runGrid(grid, { folder: "out/test/causes" }));
 * effects.map(({ cause }) => cause); // → ["init", "order", "negatives", "subsampling", "bootstrap", "training"]
 * effects.every(({ changed }) => changed.neighbours.mean > 0); // → true
 * all.neighbours.high < 1; // → true
 * totalSum.mean > 1; // → true
 * trainingSum.neighbours.mean > 1; // → true
 * ```
 */
export function causeEffects(result: GridResult): CauseEffects {
  const names = Object.keys(causes) as Cause[];
  const width = names.length + 2;
  const sets = result.runs.length / width;
  if (!(Number.isInteger(sets) && sets >= 3)) {
    throw new RangeError(
      `Cannot tell the causes apart from ${result.runs.length} runs: three sets or more of ${width} runs are needed, as causeGrid gives them`,
    );
  }
  const placeOf = new Map(result.runs.map(({ seed }, place) => [seed, place]));
  const measured = Array.from({ length: sets }, (_, set) => {
    const runs = Array.from({ length: width }, (_, k) => {
      const matrix = toMatrix(result.load(placeOf.get(set * width + k)!).words);
      return { matrix, lists: neighbourLists(matrix, NEIGHBOURS) };
    });
    const between = (first: number, second: number) => {
      const [a, b] = [runs[first]!, runs[second]!];
      const random = randomFromText(`causes, set ${set}, runs ${first} and ${second}`);
      return {
        neighbours: 1 - mean(neighbourOverlap(a.lists, b.lists)),
        directions: 1 - mean(heldOutCosines(a.matrix, b.matrix, random)),
        variance: cosineDifference(a.matrix, b.matrix) / 2,
      };
    };
    return {
      all: between(0, width - 1),
      changed: names.map((_, k) => between(0, k + 1)),
      kept: names.map((_, k) => between(k + 1, width - 1)),
    };
  });
  const over = (pick: (set: (typeof measured)[number]) => Record<keyof Instability, number>): Instability => {
    const values = measured.map(pick);
    return {
      neighbours: meanInterval(values.map(({ neighbours }) => neighbours)),
      directions: meanInterval(values.map(({ directions }) => directions)),
      variance: meanInterval(values.map(({ variance }) => variance)),
    };
  };
  const all = over((set) => set.all);
  const relative = (variance: (set: (typeof measured)[number]) => number) =>
    ratioInterval(
      measured.map(variance),
      measured.map((set) => set.all.variance),
    );
  const training = names.indexOf("training");
  const againstTraining = (
    pick: (set: (typeof measured)[number], of: keyof Instability) => number,
  ): InstabilityRatio => {
    const ratio = (of: keyof Instability) =>
      ratioInterval(
        measured.map((set) => pick(set, of)),
        measured.map((set) => set.changed[training]![of]),
      );
    return {
      neighbours: ratio("neighbours"),
      directions: ratio("directions"),
      variance: ratio("variance"),
    };
  };
  const single = names.flatMap((name, k) => (causes[name].length === 1 ? [k] : []));
  const ofTraining = single.filter((k) => names[k] !== "bootstrap");
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    all,
    neighboursFloor: 1 - overlapFloor(result.runs[0]!.vocabulary, NEIGHBOURS),
    effects: names.map((cause, k) => ({
      cause,
      changed: over((set) => set.changed[k]!),
      kept: over((set) => set.kept[k]!),
      mainShare: relative((set) => set.all.variance - set.kept[k]!.variance),
      totalShare: relative((set) => set.changed[k]!.variance),
      partOfTraining: againstTraining((set, of) => set.changed[k]![of]),
    })),
    mainSum: relative((set) => sum(single.map((k) => set.all.variance - set.kept[k]!.variance))),
    totalSum: relative((set) => sum(single.map((k) => set.changed[k]!.variance))),
    trainingSum: againstTraining((set, of) => sum(ofTraining.map((k) => set.changed[k]![of]))),
  };
}

/** The ratio of two means over sets, with its interval from the jackknife. */
function ratioInterval(above: readonly number[], below: readonly number[]): Interval {
  const ratio = (kept: (_: number, k: number) => boolean) =>
    mean(above.filter(kept)) / mean(below.filter(kept));
  return jackknifeInterval(
    ratio(() => true),
    above.map((_, out) => ratio((_, k) => k !== out)),
  );
}

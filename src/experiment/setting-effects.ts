import { aboveChance, type Interval, mean, type PairValue, pairwiseInterval } from "../stability";
import { softmaxSettings } from "./setting-grids";
import { type Verdict, verdictOf } from "./verdict-of";
import type { TableRow } from "./write-table";

/** What runs agree about: their neighbours, or the directions of words that the turn was not fitted on. */
export type AgreementMetric = "neighbourOverlap" | "heldOutCosine";

export interface SettingScore {
  readonly score: Interval;
  /** The mean of what chance gives, with the words of one run shuffled. */
  readonly floor: number;
  /** (score − floor) / (1 − floor), pair by pair: 0 by chance, 1 if equal. */
  readonly aboveChance: Interval;
}

/** The runs of one setting. */
export interface SettingLevel {
  readonly name: string;
  /** The mean of the last losses. Only losses of the same model on the same text can be compared. */
  readonly loss: number;
  readonly scores: Readonly<Record<AgreementMetric, SettingScore>>;
}

export interface SettingEffect {
  readonly setting: string;
  readonly levels: readonly SettingLevel[];
  /** Which two levels are compared. */
  readonly compared: readonly [string, string];
  /** By how much runs of the second agree more than runs of the first, above chance. */
  readonly difference: Readonly<Record<AgreementMetric, Interval>>;
  /** Whether the statement names it; the others are here to understand those. */
  readonly named: boolean;
}

export interface SettingEffects {
  readonly effects: readonly SettingEffect[];
  /** Does stability depend on all that the statement names? */
  readonly verdict: Verdict;
}

/** The tables of one of the {@link settingGrids}. */
export interface SettingTables {
  readonly runs: readonly TableRow[];
  readonly pairs: readonly TableRow[];
}

const METRICS: readonly AgreementMetric[] = ["neighbourOverlap", "heldOutCosine"];

/**
 * Whether stability depends on the start, the dimension, the amount of text and the optimizer. Which two levels of a
 * setting are compared was decided before the runs: the outermost ones. Both have runs with the same seeds, so the differences are
 * taken pair by pair, of the scores above chance ({@link aboveChance}): the settings also change what chance gives. A setting matters if its 95 % interval does not reach 0, to whichever side it lies. The statement *holds* if all
 * four matter for both scores, and *holds in part* if only some do.
 *
 * @throws RangeError with fewer than three runs of each setting, or if a setting is missing
 * @example
 * ```ts
 * const documents = loadCorpus("king-james-bible").documents.slice(0, 400);
 * const corpus = { name: "verses", documents };
 * const folder = "out/test/settings";
 * const grids = settingGrids("quick", 1, 3);
 * const tables = {};
 * for (const name of ["softmax", "dimension", "text"]) {
 *   const small = { corpus, vocabulary: { maxSize: 40 }, dimensions: name === "dimension" ? [2, 8] : [4] };
 *   const sizes = { documents: name === "text" ? [100, 400] : [400] };
 *   tables[name] = await runGrid({ ...grids[name], ...small, ...sizes }, { folder });
 * }
 * const { effects, verdict } = settingEffects(tables);
 * effects[0].compared; // → ["scale 0.01", "scale 1"]
 * effects[0].difference.neighbourOverlap.mean < 0; // → true
 * ["holds", "holds in part"].includes(verdict); // → true
 * ```
 */
export function settingEffects({
  softmax,
  dimension,
  text,
}: Readonly<Record<"softmax" | "dimension" | "text", SettingTables>>): SettingEffects {
  const { small, usual, large, uniform, sgd, momentum, adagrad, adamw, early } = softmaxSettings;
  /** The usual setting stands in several lists: in each it is called after what varies there. */
  const ofSoftmax = (
    setting: string,
    levels: readonly string[],
    named: boolean,
    usualHere: string = usual,
  ) => {
    const shown = levels.map((level) => (level === usual ? usualHere : level));
    return effectOf(setting, softmax, "model", levels, shown, named);
  };
  const ofNumbers = (setting: string, tables: SettingTables, column: string, unit: string) => {
    const values = [...new Set(tables.runs.map((row) => row[column]!))];
    return effectOf(
      setting,
      tables,
      column,
      values,
      values.map((value) => `${value} ${unit}`),
      true,
    );
  };
  const effects = [
    ofSoftmax("initialisation: its scale", [small, usual, large], true, "scale 0.1"),
    ofSoftmax("initialisation: its law", [usual, uniform], false, "normal law"),
    ofNumbers("dimension", dimension, "dimension", "dimensions"),
    ofNumbers("amount of text", text, "documents", "verses"),
    ofSoftmax("optimizer, after as many steps", [sgd, momentum, adagrad, adamw, usual], true, "Adam"),
    ofSoftmax("optimizer, at about the same loss", [sgd, early], false),
  ];
  const either = ({ mean, low, high }: Interval) =>
    mean < 0 ? { mean: -mean, low: -high, high: -low } : { mean, low, high };
  return {
    effects,
    verdict: verdictOf(
      effects
        .filter(({ named }) => named)
        .flatMap(({ difference }) => METRICS.map((metric) => either(difference[metric]))),
    ),
  };
}

function effectOf(
  setting: string,
  { runs, pairs }: SettingTables,
  column: string,
  levels: readonly (string | number)[],
  names: readonly string[],
  named: boolean,
): SettingEffect {
  const of = (rows: readonly TableRow[], level: string | number) => {
    const own = rows.filter((row) => row[column] === level);
    if (own.length === 0) throw new RangeError(`Cannot judge "${setting}": there are no runs of ${level}`);
    return own;
  };
  const values = (level: string | number, metric: string): PairValue[] =>
    of(pairs, level).map((row) => ({
      first: row.firstSeed as number,
      second: row.secondSeed as number,
      value: row[metric] as number,
    }));
  const above = (level: string | number, metric: AgreementMetric): PairValue[] => {
    const floors = values(level, `${metric}Floor`);
    return values(level, metric).map((pair, k) => ({
      ...pair,
      value: aboveChance(pair.value, floors[k]!.value),
    }));
  };
  const each = <T>(compute: (metric: AgreementMetric) => T) =>
    Object.fromEntries(METRICS.map((metric) => [metric, compute(metric)])) as Record<AgreementMetric, T>;
  const [first, last] = [levels[0]!, levels.at(-1)!];
  return {
    setting,
    levels: levels.map((level, k) => ({
      name: names[k]!,
      loss: mean(of(runs, level).map((row) => row.loss as number)),
      scores: each((metric) => ({
        score: pairwiseInterval(values(level, metric)),
        floor: mean(values(level, `${metric}Floor`).map(({ value }) => value)),
        aboveChance: pairwiseInterval(above(level, metric)),
      })),
    })),
    compared: [names[0]!, names.at(-1)!],
    difference: each((metric) => {
      const from = above(first, metric);
      return pairwiseInterval(
        above(last, metric).map((pair, k) => ({ ...pair, value: pair.value - from[k]!.value })),
      );
    }),
    named,
  };
}

import { createHash } from "node:crypto";
import { bootstrapDocuments, buildVocabulary, type Corpus } from "../corpus";
import { requireKnown } from "../options/require-known";
import { randomStream, runSeeds, type Seeds, shuffle } from "../random";
import type { Grid, PairKind, PairPlace, RunPlace } from "./grid";
import { metricCode } from "./metric-code";
import { type Model, type ModelName, type ModelSetting, models } from "./models";
import { pairMetrics } from "./pair-metrics";
import { runMetrics } from "./run-metrics";
import { countWords, type SharedCorpus, sharedNumbers, type TextPart } from "./shared-corpus";

/** All that a grid asks for, in the order of the tables. */
export interface GridPlan {
  readonly runs: readonly PlannedRun[];
  readonly pairs: readonly PlannedPair[];
  /** How many words all runs have. They are the first rows of each. */
  readonly commonWords: number;
}

export interface PlannedRun {
  readonly row: RunPlace;
  /** Made of all that determines the run: runs with the same key are the same. */
  readonly key: string;
  readonly model: ModelName;
  readonly options: object & { readonly dimension: number; readonly seeds: Seeds };
  readonly text: TextPart;
  /** About how long it takes. */
  readonly seconds: number;
}

export interface PlannedPair {
  readonly row: PairPlace;
  /** Made of the keys of both runs, and of all that determines what is measured between them. */
  readonly key: string;
  readonly first: PlannedRun;
  readonly second: PlannedRun;
  /** About how long it takes. */
  readonly seconds: number;
}

/**
 * Works out every run of a grid and its key, without training.
 *
 * @throws RangeError if the grid asks for something that there is not
 */
export function planGrid(grid: Grid, corpus: Corpus, shared: SharedCorpus): GridPlan {
  requireGrid(grid, corpus.documents.length);
  const { texts, commonWords } = nestedTexts(grid, corpus, shared);
  requireHeldOutWords(grid, commonWords);
  const runs = grid.models.flatMap((setting) =>
    grid.dimensions.flatMap((dimension) =>
      texts.flatMap((text) =>
        grid.seeds.flatMap((own, seed) =>
          text.reader === undefined || text.reader === own.bootstrap
            ? [planRun(grid, setting, dimension, text, seed)]
            : [],
        ),
      ),
    ),
  );
  return { runs, pairs: pairsOf(grid, runs, commonWords), commonWords };
}

interface GridText extends TextPart {
  readonly size: number;
  readonly resample: number;
  /** Only runs with this seed of the stream `bootstrap` read it, if it is given. */
  readonly reader: number | undefined;
  readonly runningWords: number;
  readonly hash: string;
}

function nestedTexts(
  grid: Grid,
  corpus: Corpus,
  shared: SharedCorpus,
): { readonly texts: GridText[]; readonly commonWords: number } {
  const all = corpus.documents.length;
  const { documents: sizes = [all], vocabulary = {}, growingVocabulary = false } = grid;
  const readers = grid.ownTexts === true ? [...new Set(grid.seeds.map((own) => own.bootstrap))] : undefined;
  const resamples = readers?.map((_, k) => k + 1) ?? grid.resamples ?? [0];
  const seeds = runSeeds(grid.textSeed, 1 + Math.max(...resamples));
  const places = Array.from({ length: all }, (_, k) => k);
  const order = shuffle(places, randomStream(seeds[0]!, "bootstrap"));
  const nested = (size: number) => Int32Array.from(order.slice(0, size)).sort();

  const smallest = Math.min(...sizes);
  const kept = Array.from(nested(smallest), (k) => corpus.documents[k]!);
  const { words } = buildVocabulary(
    { name: `${corpus.name}, ${smallest} documents`, documents: kept },
    vocabulary,
  );
  const idOf = new Map(shared.words.map((word, id) => [word, id]));
  const common = sharedNumbers(words.map((word) => idOf.get(word)!));

  const texts = sizes.flatMap((size) =>
    resamples.map((resample): GridText => {
      const text = nested(size);
      const reader = readers?.[resample - 1];
      const drawn = reader === undefined ? seeds[resample]! : { ...seeds[0]!, bootstrap: reader };
      const documents =
        resample === 0
          ? sharedNumbers(text)
          : sharedNumbers(bootstrapDocuments(size, randomStream(drawn, "bootstrap")).map((k) => text[k]!));
      const trained = growingVocabulary
        ? sharedNumbers([...common, ...otherWords(shared, documents, common, vocabulary.minCount ?? 5)])
        : common;
      const runningWords = documents.reduce((sum, k) => sum + shared.starts[k + 1]! - shared.starts[k]!, 0);
      const hash = createHash("sha256")
        .update(shared.hash)
        .update(documents)
        .update(Array.from(trained, (id) => shared.words[id]).join("\n"))
        .digest("hex");
      return {
        documents,
        vocabulary: trained,
        size,
        resample,
        reader,
        runningWords,
        hash,
      };
    }),
  );
  return { texts, commonWords: words.length };
}

/** The frequent words of a text that are not among the common ones, most frequent first, then by spelling. */
function otherWords(
  shared: SharedCorpus,
  documents: Int32Array,
  common: Int32Array,
  minCount: number,
): number[] {
  const counts = countWords(shared, documents);
  const known = new Set(common);
  const word = (id: number) => shared.words[id]!;
  return shared.words
    .map((_, id) => id)
    .filter((id) => counts[id]! >= minCount && !known.has(id))
    .sort((a, b) => counts[b]! - counts[a]! || (word(a) < word(b) ? -1 : 1));
}

function planRun(
  grid: Grid,
  setting: Grid["models"][number],
  dimension: number,
  text: GridText,
  seed: number,
): PlannedRun {
  const model: Model<object> = models[setting.model];
  const { size, resample, runningWords } = text;
  const seeds = grid.seeds[seed]!;
  const options = {
    ...setting.options,
    ...(setting.wordsRead !== undefined && {
      epochs: Math.max(1, Math.round(setting.wordsRead / runningWords)),
    }),
    dimension,
  };
  const key = keyOf({
    model: setting.model,
    version: model.version,
    options,
    text: text.hash,
    seeds: Object.fromEntries(model.streams.map((stream) => [stream, seeds[stream]])),
  });
  return {
    row: {
      model: labelOf(setting),
      dimension,
      documents: size,
      runningWords,
      vocabulary: text.vocabulary.length,
      seed,
      resample,
    },
    key,
    model: setting.model,
    options: { ...options, seeds },
    text: { documents: text.documents, vocabulary: text.vocabulary },
    seconds: model.seconds({ runningWords, vocabulary: text.vocabulary.length, dimension }, options),
  };
}

function pairsOf(grid: Grid, runs: readonly PlannedRun[], commonWords: number): PlannedPair[] {
  const { pairMetrics: measured = [], floors = [], pairs: kinds = ["seed", "resample"] } = grid;
  if (measured.length === 0) return [];
  const code = metricCode();
  // Runs that may differ in seed and resample stand together.
  const together = grid.seeds.length * (grid.ownTexts === true ? 1 : (grid.resamples ?? [0]).length);
  return runs.flatMap((first, place) => {
    const { model, dimension, documents } = first.row;
    const others = runs.slice(place + 1, place - (place % together) + together);
    return others.flatMap((second): PlannedPair[] => {
      const differ = difference(first.row, second.row);
      if (!kinds.includes(differ)) return [];
      return [
        {
          row: {
            model,
            dimension,
            documents,
            differ,
            firstSeed: first.row.seed,
            firstResample: first.row.resample,
            secondSeed: second.row.seed,
            secondResample: second.row.resample,
          },
          key: keyOf({ first: first.key, second: second.key, measured, floors, commonWords, code }),
          first,
          second,
          seconds:
            (measured.length + floors.length) *
            (0.005 + 1.5e-9 * commonWords * dimension ** 2 + 1e-8 * dimension ** 3),
        },
      ];
    });
  });
}

function labelOf({ label, model }: Grid["models"][number]): string {
  return label ?? model;
}

function difference(first: RunPlace, second: RunPlace): PairKind {
  if (first.seed === second.seed) return "resample";
  return first.resample === second.resample ? "seed" : "both";
}

/** The same for equal values, in whatever order their names were written. */
export function keyOf(value: object): string {
  return createHash("sha256").update(canonical(value)).digest("hex").slice(0, 32);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "number" && !Number.isFinite(part)) return `the number ${part}`;
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const gridFields = Object.keys({
  name: true,
  corpus: true,
  vocabulary: true,
  growingVocabulary: true,
  models: true,
  dimensions: true,
  documents: true,
  seeds: true,
  resamples: true,
  ownTexts: true,
  textSeed: true,
  runMetrics: true,
  pairMetrics: true,
  floors: true,
  pairs: true,
} satisfies Record<keyof Grid, true>);

const settingFields = Object.keys({
  model: true,
  label: true,
  options: true,
  wordsRead: true,
} satisfies Record<keyof ModelSetting, true>);

function requireGrid(grid: Grid, documents: number): void {
  requireKnown(`run the grid "${grid.name}"`, "field", grid, gridFields);
  const wrong = (what: string) => new RangeError(`Cannot run the grid "${grid.name}": ${what}`);
  for (const [axis, values] of Object.entries({
    models: grid.models.map(labelOf),
    dimensions: grid.dimensions,
    documents: grid.documents ?? [documents],
    seeds: grid.seeds.map((seeds) => canonical(seeds)),
    resamples: grid.resamples ?? [0],
  })) {
    if (values.length === 0) throw wrong(`its list of ${axis} is empty`);
    const twice = values.find((value, k) => (values as unknown[]).indexOf(value) !== k);
    if (twice !== undefined) throw wrong(`its list of ${axis} has ${twice} twice`);
  }
  if (grid.ownTexts === true && grid.resamples !== undefined) {
    throw wrong("with ownTexts the seeds say which resamples are read. Leave resamples out");
  }
  for (const setting of grid.models) {
    const { model, options = {}, wordsRead } = setting;
    requireKnown(`run the grid "${grid.name}" with a model`, "field", setting, settingFields);
    if (!(model in models)) {
      throw wrong(`there is no model "${model}". Choose one of ${Object.keys(models).join(", ")}`);
    }
    const { optionNames } = models[model];
    requireKnown(`run the grid "${grid.name}" with the model "${model}"`, "option", options, optionNames);
    if (wordsRead !== undefined && !models[model].readsInEpochs) {
      throw wrong(`the model "${model}" does not read the text in epochs, so wordsRead means nothing to it`);
    }
  }
  for (const size of grid.documents ?? []) {
    if (!(Number.isInteger(size) && size >= 1 && size <= documents)) {
      throw wrong(`a text of ${size} documents is not there. The corpus has ${documents}`);
    }
  }
  for (const resample of grid.resamples ?? []) {
    if (!(Number.isInteger(resample) && resample >= 0)) throw wrong(`resample ${resample} is not 0, 1, 2, …`);
  }
  for (const [kind, chosen, known] of [
    ["run", grid.runMetrics, runMetrics],
    ["pair", grid.pairMetrics, pairMetrics],
    ["pair", grid.floors, pairMetrics],
  ] as const) {
    const stranger = chosen?.find((name) => !(name in known));
    if (stranger !== undefined) {
      throw wrong(`there is no ${kind} metric "${stranger}". Choose from ${Object.keys(known).join(", ")}`);
    }
  }
}

/** Otherwise it would fail after hours of training. */
function requireHeldOutWords({ name, dimensions, pairMetrics: measured = [] }: Grid, words: number): void {
  const metric = measured.find((one) => one.startsWith("heldOut"));
  const dimension = Math.max(...dimensions);
  if (metric !== undefined && words < 2 * dimension) {
    throw new RangeError(
      `Cannot run the grid "${name}": ${metric} in ${dimension} dimensions needs ${2 * dimension} words, and the smallest text ` +
        `has ${words} that are frequent enough. Lower minCount, take more text, or leave ${metric} out`,
    );
  }
}

import { randomStream, shuffle } from "../../src/random";
import type { NegativeSamplingOptions, TrainingText } from "../../src/train";
import { below, sixtyFour, splitMix } from "./split-mix";

type Settings = Required<Omit<NegativeSamplingOptions, "startScale" | "startLaw" | "onEpoch">> & {
  readonly start: readonly (readonly number[])[];
};

export interface DoubleVectors {
  readonly words: readonly (readonly number[])[];
  readonly contexts: readonly (readonly number[])[];
  readonly lossHistory: readonly number[];
  /** How many noise words were the centre word itself, and were left out. */
  readonly leftOut: number;
  /** How many words drew the same noise word twice. */
  readonly twice: number;
  /** How many neighbours were the same word as the one before. */
  readonly again: number;
}

/** What trainNegativeSampling() computes, in double precision and plain loops, written from its description. */
export function doubleNegativeSampling(
  { documents, vocabulary }: TrainingText,
  settings: Settings,
): DoubleVectors {
  const { window, negatives, epochs, learningRate, minLearningRate, seeds } = settings;
  const words = settings.start.map((row) => [...row]);
  const contexts = words.map((row) => row.map(() => 0));
  const total = documents.reduce((sum, document) => sum + document.length, 0);
  const starts: number[] = [];
  let sum = 0;
  for (const document of documents) {
    starts.push(sum);
    sum += document.length;
  }
  const counts = vocabulary.words.map(
    (_, id) => documents.flatMap((document) => [...document]).filter((other) => other === id).length,
  );
  const keep = counts.map((count) => keepChance(count / total, settings.subsampling));
  const noise = aliasTable(counts.map((count) => (count > 0 ? count ** settings.noiseExponent : 0)));

  const order = randomStream(seeds, "order");
  const windowKey = sixtyFour(order);
  const keys = {
    negatives: sixtyFour(randomStream(seeds, "negatives")),
    subsampling: sixtyFour(randomStream(seeds, "subsampling")),
  };
  const lossHistory: number[] = [];
  let leftOut = 0;
  let twice = 0;
  let again = 0;
  let read = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0;
    let pairs = 0;
    for (const k of shuffle([...documents.keys()], order)) {
      const document = documents[k]!;
      const place = (i: number) => BigInt(epoch * total + starts[k]! + i);
      const kept = [...document.keys()].filter((i) => {
        const low = splitMix(keys.subsampling, place(i)) & 0xffffffffn;
        return Number(low) < keep[document[i]!]! * 2 ** 32;
      });
      for (const [at, i] of kept.entries()) {
        const progress = (read + i) / (epochs * total);
        const rate = learningRate - (learningRate - minLearningRate) * progress;
        const centre = document[i]!;
        const width = 1 + below(window, splitMix(windowKey, place(i)));
        const neighbours = kept
          .slice(Math.max(0, at - width), at + width + 1)
          .filter((j) => j !== i)
          .map((j) => document[j]!);
        if (neighbours.length === 0) continue;
        const targets = [centre];
        const key = splitMix(keys.negatives, place(i));
        for (let n = 0n; n < negatives; n++) {
          const drawn = splitMix(key, n);
          const first = below(counts.length, drawn);
          const word =
            Number(drawn & 0xffffffffn) < noise.chance[first]! * 2 ** 32 ? first : noise.alias[first]!;
          if (word === centre) leftOut++;
          else targets.push(word);
        }
        if (new Set(targets).size < targets.length) twice++;
        again += neighbours.filter((word, k) => word === neighbours[k + 1]).length;

        for (const [v, w] of inPairs(neighbours)) {
          const x = [...words[v]!];
          const y = w === undefined ? x.map(() => 0) : [...words[w]!];
          const old = targets.map((target) => [...contexts[target]!]);
          const step = (score: number, b: number) => {
            loss += Math.log1p(Math.exp(b === 0 ? -score : score));
            return rate * ((b === 0 ? 1 : 0) - 1 / (1 + Math.exp(-score)));
          };
          // The second neighbour meets the targets as the first has moved them.
          const g = old.map((u, b) => step(dot(x, u), b));
          const h = old.map((u, b) => (w === undefined ? 0 : step(dot(y, u) + g[b]! * dot(x, y), b)));
          const alongFirst = dot(g, h);
          for (let j = 0; j < settings.dimension; j++) {
            if (w !== undefined) words[w]![j]! += alongFirst * x[j]!;
            for (const [b, target] of targets.entries()) {
              words[v]![j]! += g[b]! * contexts[target]![j]!;
              if (w !== undefined) words[w]![j]! += h[b]! * contexts[target]![j]!;
              contexts[target]![j]! += g[b]! * x[j]! + h[b]! * y[j]!;
            }
          }
        }
        pairs += neighbours.length;
      }
      read += document.length;
    }
    lossHistory.push(loss / pairs);
  }
  return { words, contexts, lossHistory, leftOut, twice, again };
}

/** Two neighbours after each other, unless they are the same word; a single one at the end. */
function inPairs(neighbours: readonly number[]): [number, number?][] {
  const pairs: [number, number?][] = [];
  for (let i = 0; i < neighbours.length; i++) {
    const [v, w] = [neighbours[i]!, neighbours[i + 1]];
    if (w === undefined || w === v) pairs.push([v]);
    else pairs.push([v, neighbours[++i]!]);
  }
  return pairs;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, j) => sum + value * b[j]!, 0);
}

function keepChance(share: number, threshold: number): number {
  return threshold === 0 ? 1 : Math.sqrt(threshold / share) + threshold / share;
}

/** Vose's alias table: a place is taken with its chance, and its alias otherwise. */
function aliasTable(weights: readonly number[]) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const chance = weights.map((weight) => (weight * weights.length) / total);
  const alias = weights.map((_, place) => place);
  const small = [...weights.keys()].filter((place) => chance[place]! < 1);
  const large = [...weights.keys()].filter((place) => chance[place]! >= 1);
  while (small.length > 0 && large.length > 0) {
    const place = small.pop()!;
    const donor = large.pop()!;
    alias[place] = donor;
    // The donor's own share changes, that of the place stays.
    chance[donor] = chance[donor]! - (1 - chance[place]!);
    (chance[donor]! < 1 ? small : large).push(donor);
  }
  return { chance, alias };
}

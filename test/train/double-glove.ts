import { randomStream, type Seeds } from "../../src/random";
import { below, sixtyFour, splitMix } from "./split-mix";

/** A word, a context, and how often they stand together. */
export type GloveCell = readonly [word: number, context: number, count: number];

export interface GloveVectors {
  readonly words: number[][];
  readonly contexts: number[][];
  readonly wordBiases: number[];
  readonly contextBiases: number[];
}

export interface GloveWeights {
  readonly fullWeightCount: number;
  readonly weightExponent: number;
}

/** What trainGlove() computes, in double precision and plain loops, written from its description. */
export function doubleGlove(
  cells: readonly GloveCell[],
  start: GloveVectors,
  orders: readonly (readonly number[])[],
  weights: GloveWeights,
  learningRate: number,
): GloveVectors & { readonly lossHistory: readonly number[] } {
  const { words, contexts, wordBiases, contextBiases } = structuredClone(start);
  const ones = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map(() => 1));
  const squares = {
    words: ones(words),
    contexts: ones(contexts),
    wordBiases: wordBiases.map(() => 1),
    contextBiases: contextBiases.map(() => 1),
  };
  const move = (numbers: number[], sums: number[], k: number, step: number) => {
    numbers[k]! -= step / Math.sqrt(sums[k]!);
    sums[k]! += step ** 2;
  };
  const lossHistory = orders.map((order) => {
    let loss = 0;
    for (const cell of order) {
      const [w, c, count] = cells[cell]!;
      const [v, u] = [[...words[w]!], [...contexts[c]!]];
      const error = dot(v, u) + wordBiases[w]! + contextBiases[c]! - Math.log(count);
      const weight = weightOf(count, weights);
      loss += weight * error ** 2;
      for (let j = 0; j < v.length; j++) {
        move(words[w]!, squares.words[w]!, j, learningRate * weight * error * u[j]!);
        move(contexts[c]!, squares.contexts[c]!, j, learningRate * weight * error * v[j]!);
      }
      move(wordBiases, squares.wordBiases, w, learningRate * weight * error);
      move(contextBiases, squares.contextBiases, c, learningRate * weight * error);
    }
    return loss / cells.length;
  });
  return { words, contexts, wordBiases, contextBiases, lossHistory };
}

/** The published cost J: Pennington, Socher & Manning 2014, equation 8. */
export function gloveCost(
  cells: readonly GloveCell[],
  { words, contexts, wordBiases, contextBiases }: GloveVectors,
  weights: GloveWeights,
): number {
  return cells.reduce((sum, [w, c, count]) => {
    const error = dot(words[w]!, contexts[c]!) + wordBiases[w]! + contextBiases[c]! - Math.log(count);
    return sum + weightOf(count, weights) * error ** 2;
  }, 0);
}

/** The order of the cells in each epoch, drawn as the engine draws it. */
export function gloveOrders(cells: number, epochs: number, seeds: Seeds): number[][] {
  const key = sixtyFour(randomStream(seeds, "order"));
  const order = Array.from({ length: cells }, (_, cell) => cell);
  return Array.from({ length: epochs }, (_, epoch) => {
    for (let i = cells - 1; i > 0; i--) {
      const j = below(i + 1, splitMix(key, BigInt(epoch * cells + i)));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return [...order];
  });
}

function weightOf(count: number, { fullWeightCount, weightExponent }: GloveWeights): number {
  return Math.min(1, (count / fullWeightCount) ** weightExponent);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, j) => sum + value * b[j]!, 0);
}

import { describe, expect, test } from "vitest";
import { buildVocabulary } from "../../src/corpus";
import { gaussian, type Random, randomFromText, runSeeds } from "../../src/random";
import { type AssociationTarget, associationTarget, mean, predictedAssociations } from "../../src/stability";
import { trainingText, trainNegativeSampling } from "../../src/train";

const WORDS = 8;

/** Pairs of words with chances of their own, one pair a document. */
function pairsOfWords(count: number, chances: readonly number[], random: Random) {
  const draw = () => {
    let left = random() * chances.reduce((sum, chance) => sum + chance, 0);
    const place = chances.findIndex((chance) => {
      left -= chance;
      return left < 0;
    });
    return [`w${Math.floor(place / WORDS)}`, `w${place % WORDS}`];
  };
  return { name: "pairs", documents: Array.from({ length: count }, draw) };
}

const normal = gaussian(randomFromText("chances of pairs"));
const chances = Array.from({ length: WORDS * WORDS }, () => Math.exp(0.7 * normal()));
const corpus = (name: string, count: number) => pairsOfWords(count, chances, randomFromText(name));
const vocabulary = buildVocabulary(corpus("first", 20_000));
const options = { window: 1, negatives: 5, words: WORDS };

function targetOf(name: string, count: number): AssociationTarget {
  return associationTarget(trainingText(corpus(name, count), vocabulary), vocabulary.counts, options);
}

describe("associationTarget()", () => {
  test("is what skip-gram with negative sampling learns from another text of the same language", () => {
    const target = targetOf("second", 40_000);
    const text = trainingText(corpus("first", 20_000), vocabulary);
    const predictions = runSeeds(1, 2).map((seeds) => {
      const settings = { dimension: WORDS, seeds, window: 1, negatives: 5, subsampling: 0, epochs: 40 };
      const { words, contexts } = trainNegativeSampling(text, settings);
      return predictedAssociations(words, contexts!, target.pairs);
    });
    const differences = target.pairs.map(
      (_, k) => mean(predictions.map((run) => run[k]!)) - target.values[k]!,
    );
    expect(target.pairs).toHaveLength(WORDS * WORDS);
    expect(Math.abs(mean(differences))).toBeLessThan(0.05);
    expect(Math.sqrt(mean(differences.map((d) => d * d)))).toBeLessThan(0.15);
  }, 60_000);

  test("knows how much its values vary from text to text", () => {
    const targets = Array.from({ length: 60 }, (_, k) => targetOf(`text ${k}`, 3000));
    const variances = targets[0]!.values.map((_, k) => {
      const values = targets.map((target) => target.values[k]!);
      const centre = mean(values);
      return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
    });
    const estimated = mean(targets.map(({ noise }) => noise));
    expect(estimated / mean([...variances])).toBeGreaterThan(0.85);
    expect(estimated / mean([...variances])).toBeLessThan(1.2);
  });

  test("counts pairs farther apart as the random windows do, and not over the ends of documents", () => {
    const documents = [Int32Array.of(0, 1, 0), Int32Array.of(1)];
    const text = {
      vocabulary: {
        words: ["a", "b"],
        counts: [2, 2],
        index: new Map([
          ["a", 0],
          ["b", 1],
        ]),
      },
      documents: Array.from({ length: 60 }, () => documents).flat(),
    };
    const { pairs, values } = associationTarget(text, [16, 81], { window: 2, negatives: 3, words: 2 });
    const value = (w: number, c: number) => values[pairs.findIndex(([a, b]) => a === w && b === c)]!;
    // In each of 60 documents, a stands beside b twice, and two places from a, which counts one half, in both directions.
    const noise = [8 / 35, 27 / 35];
    expect(value(0, 1)).toBeCloseTo(Math.log((120 + 0.5) / ((180 - 120 + 0.5) * 3 * noise[1]!)), 12);
    expect(value(0, 0)).toBeCloseTo(Math.log((60 + 0.5) / ((180 - 60 + 0.5) * 3 * noise[0]!)), 12);
    expect(value(1, 1)).toBeCloseTo(Math.log(0.5 / ((120 + 0.5) * 3 * noise[1]!)), 12);
  });

  test("says what is wrong with its options", () => {
    const text = trainingText(corpus("first", 200), vocabulary);
    const { counts } = vocabulary;
    expect(() => associationTarget(text, counts, { ...options, words: 9 })).toThrow(
      "Cannot take the pairs of 9 of 8 words: 1 to 8 are possible",
    );
    expect(() => associationTarget(text, counts, { ...options, negatives: 0 })).toThrow(/0 noise words/);
    expect(() => associationTarget(text, counts.slice(1), options)).toThrow(/8 words from 7 counts/);
    expect(() => associationTarget(text, counts, { ...options, minExpected: 1e4 })).toThrow(
      /that is expected 10000 times in 200 documents: take more text/,
    );
  });
});

test("predictedAssociations() says which rows are missing", () => {
  const one = { words: ["a"], dimension: 1, vectors: Float32Array.of(2) };
  expect(() => predictedAssociations(one, one, [[0, 1]])).toThrow(
    "Cannot predict the pair of rows 0 and 1: there are 1 words and 1 contexts",
  );
  expect(() => predictedAssociations(one, { ...one, dimension: 2 }, [])).toThrow(
    /dimension 1 with .* dimension 2/,
  );
});

import { describe, expect, test } from "vitest";
import { buildVocabulary } from "../../src/corpus";
import { shareCorpus, sharedNumbers, textOf } from "../../src/experiment/shared-corpus";
import { trainingText } from "../../src/train";
import { genesis } from "./small-grid";

const shared = shareCorpus(genesis);
const idsOf = (words: readonly string[]) => sharedNumbers(words.map((word) => shared.words.indexOf(word)));

describe("textOf()", () => {
  test("gives the text that trainingText() gives, of all documents", () => {
    const vocabulary = buildVocabulary(genesis, { minCount: 3 });
    const documents = sharedNumbers(genesis.documents.map((_, k) => k));
    const text = textOf(shared, { documents, vocabulary: idsOf(vocabulary.words) });
    expect(text).toEqual(trainingText(genesis, vocabulary));
  });

  test("takes only the given documents, in their order and as often as they are given, and counts their words", () => {
    const part = { name: "part", documents: [7, 3, 7].map((k) => genesis.documents[k]!) };
    const vocabulary = buildVocabulary(part, { minCount: 1 });
    const text = textOf(shared, { documents: sharedNumbers([7, 3, 7]), vocabulary: idsOf(vocabulary.words) });
    expect(text).toEqual(trainingText(part, vocabulary));
  });

  test("counts 0 for a word that the documents do not have", () => {
    const { vocabulary, documents } = textOf(shared, {
      documents: sharedNumbers([0]),
      vocabulary: idsOf(["noah", "god"]),
    });
    expect(vocabulary.counts).toEqual([0, 1]);
    expect(documents).toEqual([Int32Array.of(1)]);
  });
});

describe("shareCorpus()", () => {
  test("copies nothing for other threads", () => {
    expect(shared.ids.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shared.starts.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test("gives the same hash to the same documents under another name, and another one to any others", () => {
    const hash = (documents: string[][]) => shareCorpus({ name: "x", documents }).hash;
    const documents = [
      ["in", "the"],
      ["the", "in", "in"],
    ];
    expect(shareCorpus({ name: "y", documents }).hash).toBe(hash(documents));
    const others = [
      [
        ["in", "the"],
        ["the", "in"],
      ],
      [
        ["in", "the", "the"],
        ["in", "in"],
      ],
      [
        ["on", "the"],
        ["the", "on", "on"],
      ],
      [
        ["the", "in", "in"],
        ["in", "the"],
      ],
      [["in", "the"], ["the", "in", "in"], []],
    ];
    expect(new Set([documents, ...others].map(hash)).size).toBe(6);
  });
});

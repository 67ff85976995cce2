import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { buildVocabulary, countCooccurrence, loadCorpus } from "../../src/corpus";
import reference from "./fixtures/counts.json";

const DATA = join(__dirname, "..", "..", "data");
const corpora: Record<string, { file: string; sha256: string; documents: number }> = JSON.parse(
  readFileSync(join(DATA, "corpora.json"), "utf8"),
);
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe.each(["king-james-bible", "state-of-the-union"] as const)("the corpus %s", (name) => {
  const facts = reference[name];
  const corpus = loadCorpus(name);
  const all = buildVocabulary(corpus, { minCount: 1 });

  test("has the documents, running words and word forms that the reference counts", () => {
    const atLeast = (minCount: number) => all.counts.filter((count) => count >= minCount).length;
    expect({
      documents: corpus.documents.length,
      runningWords: corpus.documents.reduce((sum, document) => sum + document.length, 0),
      forms: all.words.length,
      formsAtLeast: { 5: atLeast(5), 10: atLeast(10), 20: atLeast(20) },
    }).toEqual({
      documents: facts.documents,
      runningWords: facts.runningWords,
      forms: facts.forms,
      formsAtLeast: facts.formsAtLeast,
    });
  });

  test("has single words as often as the reference counts", () => {
    for (const [word, count] of Object.entries(facts.counts)) {
      expect(all.counts[all.index.get(word)!], word).toBe(count);
    }
  });

  test("has the checksums that corpora.json and the README give", () => {
    const entry = corpora[name]!;
    const packed = readFileSync(join(DATA, entry.file));
    const readme = readFileSync(join(DATA, "README.md"), "utf8");
    expect(sha256(gunzipSync(packed))).toBe(entry.sha256);
    expect(entry.documents).toBe(facts.documents);
    expect(readme).toContain(entry.sha256);
    expect(readme).toContain(sha256(packed));
  });
});

test("the King James Bible has the counts the course quotes", () => {
  const { words, counts, index } = buildVocabulary(loadCorpus("king-james-bible"), { minCount: 1 });
  expect(words.length).toBe(12_449);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(792_215);
  const quoted = ["king", "queen", "david", "jerusalem", "gold"];
  expect(quoted.map((word) => counts[index.get(word)!])).toEqual([2540, 54, 1064, 814, 417]);
});

test("the State of the Union labels every speech with its year and president, oldest first", () => {
  const { documents, labels } = loadCorpus("state-of-the-union");
  const years = labels!.map((label) => label.year);
  expect(labels!.length).toBe(documents.length);
  expect(labels![0]).toEqual({ year: 1790, president: "George Washington" });
  expect(labels!.at(-1)).toEqual({ year: 2021, president: "Joseph R Biden" });
  expect(years).toEqual(years.slice().sort((a, b) => a - b));
  expect(new Set(years).size).toBe(reference.years);
});

describe("countCooccurrence() on the King James Bible", () => {
  const corpus = loadCorpus("king-james-bible");
  const vocabulary = buildVocabulary(corpus, { maxSize: 400 });
  const { index, words } = vocabulary;

  test("starts from the reference's vocabulary", () => {
    expect(words.slice(0, 30)).toEqual(reference.vocabulary400.first);
    expect(words.slice(-5)).toEqual(reference.vocabulary400.last);
  });

  test.each(Object.entries(reference.cooccurrence400))(
    "agrees with the reference at window %s",
    (window, facts) => {
      const { counts, total } = countCooccurrence(corpus, vocabulary, { window: Number(window) });
      let checksum = 0;
      for (let w = 0; w < 400; w++) {
        for (let c = 0; c < 400; c++) checksum += counts[w * 400 + c]! * ((7 * w + 13 * c) % 1009);
      }
      expect(total).toBe(facts.total);
      expect(checksum).toBe(facts.checksum);
      for (const [a, b, count] of facts.pairs as [string, string, number][]) {
        expect(counts[index.get(a)! * 400 + index.get(b)!], `${a} ${b}`).toBe(count);
      }
    },
  );
});

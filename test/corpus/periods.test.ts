import { describe, expect, test } from "vitest";
import { type Corpus, cutIntoPeriods, loadCorpus } from "../../src/corpus";

/** One document per entry: its year and its number of words, which are all different. */
function speeches(...entries: readonly (readonly [year: number, words: number])[]): Corpus {
  return {
    name: "speeches",
    documents: entries.map(([year, words], i) =>
      Array.from({ length: words }, (_, k) => `y${year}d${i}w${k}`),
    ),
    labels: entries.map(([year]) => ({ year, president: `of ${year}` })),
  };
}

const runningWords = ({ documents }: Corpus) => documents.reduce((sum, document) => sum + document.length, 0);
const yearsOf = (corpus: Corpus, count: number) =>
  cutIntoPeriods(corpus, count).map(({ firstYear, lastYear }) => [firstYear, lastYear]);

describe("cutIntoPeriods()", () => {
  const union = loadCorpus("state-of-the-union");
  // It has 231 years.
  const longestYear = Math.max(...cutIntoPeriods(union, 231).map(({ corpus }) => runningWords(corpus)));

  test.each([1, 2, 3, 4, 6, 10])(
    "cuts the State of the Union into %d periods with every document once and nearly as many words in each",
    (count) => {
      const periods = cutIntoPeriods(union, count);
      expect(periods.flatMap((period) => period.corpus.documents)).toEqual(union.documents);
      expect(periods.flatMap((period) => period.corpus.labels)).toEqual(union.labels);
      const share = runningWords(union) / count;
      // Each end of a period is off by at most half of a year.
      for (const { corpus } of periods) {
        expect(Math.abs(runningWords(corpus) - share)).toBeLessThanOrEqual(longestYear);
      }
    },
  );

  test("cuts where the words before are nearest to their share", () => {
    const corpus = speeches([1801, 40], [1802, 20], [1803, 30], [1804, 10], [1805, 20]);
    expect(yearsOf(corpus, 2)).toEqual([
      [1801, 1802],
      [1803, 1805],
    ]);
    expect(yearsOf(corpus, 3)).toEqual([
      [1801, 1801],
      [1802, 1803],
      [1804, 1805],
    ]);
  });

  test("keeps the speeches of one year together, and sorts by year", () => {
    const corpus = speeches([1802, 5], [1801, 5], [1802, 5], [1803, 5]);
    const [first, second] = cutIntoPeriods(corpus, 2);
    expect(first!.corpus.labels!.map(({ year }) => year)).toEqual([1801]);
    expect(second!.corpus.labels!.map(({ year }) => year)).toEqual([1802, 1802, 1803]);
    expect(second!.corpus.documents).toEqual([0, 2, 3].map((i) => corpus.documents[i]));
  });

  test("gives every period at least one year, however long one is", () => {
    expect(yearsOf(speeches([1801, 1000], [1802, 1], [1803, 1]), 3)).toEqual([
      [1801, 1801],
      [1802, 1802],
      [1803, 1803],
    ]);
    expect(yearsOf(speeches([1801, 1], [1802, 1], [1803, 1000]), 3)).toEqual([
      [1801, 1801],
      [1802, 1802],
      [1803, 1803],
    ]);
  });

  test("names each period after the corpus and its years", () => {
    const names = cutIntoPeriods(speeches([1801, 5], [1802, 4], [1803, 9]), 2).map(
      (period) => period.corpus.name,
    );
    expect(names).toEqual(["speeches 1801–1802", "speeches 1803"]);
  });

  test.each([0, 4, 1.5])("refuses %d periods of three years", (count) => {
    expect(() => cutIntoPeriods(speeches([1801, 1], [1802, 1], [1803, 1]), count)).toThrow(
      new RangeError(
        `Cannot cut "speeches" into ${count} periods: it has 3 years, and a period holds at least one`,
      ),
    );
  });

  test("refuses a corpus without years", () => {
    expect(() => cutIntoPeriods(loadCorpus("king-james-bible"), 2)).toThrow(
      'Cannot cut "king-james-bible" into periods: its documents have no years. The corpus "state-of-the-union" has',
    );
  });
});

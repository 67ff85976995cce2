import type { Corpus } from "./corpus";

/** A stretch of time, and what was said in it. */
export interface Period {
  readonly firstYear: number;
  readonly lastYear: number;
  /** Named after the corpus and the years. */
  readonly corpus: Corpus;
}

interface Year {
  readonly year: number;
  readonly documents: number[];
  readonly runningWords: number;
}

/**
 * Cuts a corpus whose documents have years into periods that follow each other, with about as many running words in
 * each: a model of a period must not look less stable only because it has read less. A year is never divided. Each cut
 * lies where the running words before it are nearest to their fair share.
 *
 * @param count how many periods
 * @returns the periods, oldest first; inside each, the documents by year
 * @throws RangeError if the documents have no years, or if count is not a whole number from 1 to the number of years
 * @example
 * ```ts
 * const periods = cutIntoPeriods(loadCorpus("state-of-the-union"), 4);
 * periods.map(({ firstYear, lastYear }) => [firstYear, lastYear]); // → [[1790, 1855], [1856, 1899], [1900, 1947], [1948, 2021]]
 * periods[0].corpus.name; // → "state-of-the-union 1790–1855"
 * ```
 */
export function cutIntoPeriods(corpus: Corpus, count: number): Period[] {
  const years = byYear(corpus);
  if (!(Number.isInteger(count) && count >= 1 && count <= years.length)) {
    throw new RangeError(
      `Cannot cut "${corpus.name}" into ${count} periods: it has ${years.length} years, and a period holds at least one`,
    );
  }
  const runningBefore = [0];
  for (const { runningWords } of years) runningBefore.push(runningBefore.at(-1)! + runningWords);
  const total = runningBefore.at(-1)!;

  const cuts = [0];
  for (let k = 1; k < count; k++) {
    const share = (k * total) / count;
    // Every period, also those still to come, gets a year.
    let best = cuts.at(-1)! + 1;
    for (let cut = best; cut <= years.length - (count - k); cut++) {
      if (Math.abs(runningBefore[cut]! - share) < Math.abs(runningBefore[best]! - share)) best = cut;
    }
    cuts.push(best);
  }
  return cuts.map((cut, k) => periodOf(corpus, years.slice(cut, cuts[k + 1])));
}

function byYear(corpus: Corpus): Year[] {
  if (corpus.labels === undefined) {
    throw new RangeError(
      `Cannot cut "${corpus.name}" into periods: its documents have no years. The corpus "state-of-the-union" has`,
    );
  }
  const documentsOf = new Map<number, number[]>();
  for (const [i, { year }] of corpus.labels.entries()) {
    const documents = documentsOf.get(year);
    if (documents) documents.push(i);
    else documentsOf.set(year, [i]);
  }
  return [...documentsOf]
    .sort(([a], [b]) => a - b)
    .map(([year, documents]) => ({
      year,
      documents,
      runningWords: documents.reduce((sum, i) => sum + corpus.documents[i]!.length, 0),
    }));
}

function periodOf(corpus: Corpus, years: readonly Year[]): Period {
  const firstYear = years[0]!.year;
  const lastYear = years.at(-1)!.year;
  const chosen = years.flatMap((year) => year.documents);
  return {
    firstYear,
    lastYear,
    corpus: {
      name: `${corpus.name} ${firstYear === lastYear ? firstYear : `${firstYear}–${lastYear}`}`,
      documents: chosen.map((i) => corpus.documents[i]!),
      labels: chosen.map((i) => corpus.labels![i]!),
    },
  };
}

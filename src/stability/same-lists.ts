import type { NeighbourLists } from "../embedding";

/** Throws unless all lists are of the same number of words and neighbours, and there are enough runs. */
export function requireSameLists(lists: readonly NeighbourLists[]): void {
  const [first] = lists;
  if (first === undefined || lists.length < 2) {
    throw new RangeError(
      `Cannot compare the neighbours of ${lists.length} runs with each other: at least two are needed`,
    );
  }
  const other = lists.find(({ words, k }) => words !== first.words || k !== first.k);
  if (other !== undefined) {
    throw new RangeError(
      `Cannot compare ${first.k} neighbours of each of ${first.words} words with ${other.k} of ${other.words}: ` +
        "all runs need the same vocabulary in the same order, and equally long lists",
    );
  }
}

import { buildVocabulary } from "../../src/corpus";
import { trainingText } from "../../src/train";

const line = "rain rain go away come again another day little children want to play".split(" ");

/**
 * A text of one line, over and over. The words before tell the next one always, but *rain* alone does not: it is followed
 * by *rain* or by *go*.
 */
export function rhyme(times: number) {
  const corpus = { name: "a rhyme", documents: Array.from({ length: times }, () => line) };
  return trainingText(corpus, buildVocabulary(corpus, { minCount: 1 }));
}

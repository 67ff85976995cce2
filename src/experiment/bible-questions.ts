import type { Corpus, Vocabulary } from "../corpus";
import type { WordQuestion } from "./claims";

const FIRST_WORDS = "the book of the generation of jesus christ";

/**
 * Two questions about the words of the King James Bible: does the word stand more often in the New Testament than the length of
 * both parts lets expect, and is it a plural? The second is asked of nouns only, as far as the vocabulary tells: words of
 * more than three letters that occur with and without an s.
 *
 * @param bible the King James Bible
 * @throws RangeError if its New Testament is not found
 * @example
 * ```ts
 * const bible = loadCorpus("king-james-bible");
 * const vocabulary = buildVocabulary(bible, { minCount: 20 });
 * const [testament, plural] = bibleQuestions(bible, vocabulary);
 * testament.answers[vocabulary.index.get("paul")]; // → true
 * plural.answers[plural.rows.indexOf(vocabulary.index.get("kings"))]; // → true
 * ```
 */
export function bibleQuestions(bible: Corpus, vocabulary: Vocabulary): WordQuestion[] {
  const firstOfNew = bible.documents.findIndex((verse) => verse.join(" ").startsWith(FIRST_WORDS));
  if (firstOfNew < 0) {
    throw new RangeError(
      `Cannot find the New Testament in "${bible.name}": no document begins with "${FIRST_WORDS}"`,
    );
  }
  const wordsOfNew = bible.documents.slice(firstOfNew).flat();
  const timesInNew = new Map<string, number>();
  for (const word of wordsOfNew) timesInNew.set(word, (timesInNew.get(word) ?? 0) + 1);
  const shareOfNew = wordsOfNew.length / bible.documents.reduce((sum, verse) => sum + verse.length, 0);

  const { words, counts, index } = vocabulary;
  const everyRow = [...words.keys()];
  const isPlural = (word: string) => word.endsWith("s") && index.has(word.slice(0, -1));
  const nouns = everyRow.filter((row) => {
    const word = words[row]!;
    return word.length > 3 && (isPlural(word) || index.has(`${word}s`));
  });
  return [
    {
      name: "New Testament",
      rows: everyRow,
      answers: everyRow.map((row) => (timesInNew.get(words[row]!) ?? 0) / counts[row]! > shareOfNew),
    },
    { name: "plural", rows: nouns, answers: nouns.map((row) => isPlural(words[row]!)) },
  ];
}

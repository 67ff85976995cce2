/**
 * The row number of a word in an embedding or a vocabulary.
 *
 * @throws RangeError if the word is not there; the message names a few words that are.
 * @example
 * ```ts
 * wordRow({ words: ["the", "king"] }, "king"); // → 1
 * wordRow({ words: ["the", "king"] }, "queen"); // throws /"queen" is not among the 2 words/
 * ```
 */
export function wordRow(embedding: { readonly words: readonly string[] }, word: string): number {
  const row = embedding.words.indexOf(word);
  if (row < 0) {
    throw new RangeError(
      `Cannot find the vector of "${word}": "${word}" is not among the ${embedding.words.length} words ` +
        `(they begin ${embedding.words.slice(0, 5).join(", ")}). Choose one of them, or train with a larger vocabulary`,
    );
  }
  return row;
}

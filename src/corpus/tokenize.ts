/**
 * Cuts a text into words: lower-cased, each word an unbroken run of letters (with their accents), in any
 * script. Everything else separates words, so "Beth-el" is two words and "God's" is "god" and "s". Scripts
 * written without spaces, such as Chinese or Thai, need spaces between the words first.
 *
 * @example
 * ```ts
 * tokenize("And God said, Let there be light"); // → ["and", "god", "said", "let", "there", "be", "light"]
 * tokenize("Der Löwe, 1912"); // → ["der", "löwe"]
 * ```
 */
export function tokenize(text: string): string[] {
  // NFC writes é as one character, whichever way the file wrote it: the same word must look the same.
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  );
}

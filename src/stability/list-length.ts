/** Throws unless each of so many words has k others. */
export function requireListLength(words: number, k: number): void {
  if (!(Number.isInteger(words) && Number.isInteger(k) && k >= 1 && k < words)) {
    throw new RangeError(
      `Cannot give the chance floor of ${k} neighbours among ${words} words: whole numbers with 1 ≤ k < V are needed`,
    );
  }
}
